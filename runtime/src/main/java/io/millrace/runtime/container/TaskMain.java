package io.millrace.runtime.container;

import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.locale.PlainLocale;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.storage.SocketStorage;
import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.task.FlowCode;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskRunner;
import io.millrace.runtime.weaving.ClassPath;
import io.millrace.runtime.weaving.FlowClassLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process of a container: runs one attempt, leaves its result in the datastore, and ends with 0
 * if the flow goes on from it, else with 1.
 */
public final class TaskMain {
  private TaskMain() {}

  /**
   * @param arguments the order
   */
  public static void main(String[] arguments) throws IOException {
    ImageVariables.restore();
    PlainLocale.printUtf8(); // the locale of the image says nothing of what the logs are read as
    useFolderForTemporaryFiles();
    TaskOrder order = TaskOrder.decode(arguments);
    int code = attempt(order);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }

  private static int attempt(TaskOrder order) throws IOException {
    try {
      TaskResult result =
          order.way() == ContainerCommand.Way.DIRECT ? DirectTask.run(order) : run(order);
      return result.ok() ? 0 : 1;
    } catch (UncheckedIOException e) {
      System.err.println(e.getMessage());
      return ContainerCommand.DATASTORE_FAILED;
    } catch (RuntimeException | Error e) { // not the user's code: the trace is for us
      e.printStackTrace();
      return ContainerCommand.RUNTIME_FAILED;
    }
  }

  private static TaskResult run(TaskOrder order) throws IOException {
    DatastoreLocation place = order.run().datastore();
    SocketStorage storage = storage(ContainerCommand.DATASTORE, place.type(), place.root());
    storage.whenServerEnds(() -> Runtime.getRuntime().halt(1));
    Storage files = storage(ContainerCommand.FILES, place.type(), "");
    Storage local = storage(ContainerCommand.LOCAL, DatastoreLocation.LOCAL, order.run().local());
    FlowCode code = FlowCode.load(order.run().flowClass(), TaskMain.class.getClassLoader());
    TaskRunner runner =
        new TaskRunner(
            order.run(),
            code,
            new StorageDatastore(place, storage, files),
            new LocalMetadata(local));
    return runner.run(order.task(), classes(code), order.caught());
  }

  /** The flow's classes, for all code of the task. */
  static ClassLoader classes(FlowCode code) {
    ClassLoader loader = new FlowClassLoader(new ClassPath(code.manifest()));
    Thread.currentThread().setContextClassLoader(loader);
    return loader;
  }

  private static SocketStorage storage(String name, String type, String root) {
    return new SocketStorage(Path.of(ContainerCommand.SOCKET), name, type, root);
  }

  /**
   * An image may have no /tmp, or one that its user cannot write; shared memory is always there.
   */
  private static void useFolderForTemporaryFiles() {
    Path usual = Path.of(System.getProperty("java.io.tmpdir"));
    if (!Files.isDirectory(usual)) {
      try {
        Files.createDirectories(usual);
      } catch (IOException e) {
        // a root that cannot be written; the next line knows another way
      }
    }
    if (!Files.isWritable(usual)) {
      System.setProperty("java.io.tmpdir", "/dev/shm");
    }
  }
}
