package io.millrace.runtime.worker;

import io.millrace.runtime.locale.StandardStream;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.Metadata;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Temporary;
import io.millrace.runtime.task.FlowCode;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskRunner;
import io.millrace.runtime.weaving.ClassPath;
import io.millrace.runtime.weaving.FlowClassLoader;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

/** A worker: takes tasks until there are no more, and ends when the scheduler does. */
public final class WorkerMain {
  /** What stands before the nonce in the line that ends a task's output. */
  public static final String MARK = "\u0000millrace-task-end:";

  private final Wire wire;
  private final TaskRunner runner;
  private final ClassPath classPath;
  private final NativeLibraries libraries = new NativeLibraries();

  private WorkerMain(Wire wire, TaskRunner runner, ClassPath classPath) {
    this.wire = wire;
    this.runner = runner;
    this.classPath = classPath;
  }

  /**
   * @param arguments the path of the scheduler's socket, this worker's number, and the folder for
   *     files on their way to the local storage
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path socket = Path.of(arguments[0]);
    Temporary.use(Objects.requireNonNull(socket.getParent()));
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    Wire wire = new Wire(channel);
    wire.sendHello(Integer.parseInt(arguments[1]));
    RunSpec run = wire.readRun();
    FlowCode code = FlowCode.load(run.flowClass(), WorkerMain.class.getClassLoader());
    LocalStorage local = new LocalStorage(Path.of(run.local()));
    local.borrow(Path.of(arguments[2]));
    Metadata metadata = new LocalMetadata(local);
    TaskRunner runner = new TaskRunner(run, code, run.datastore().open(), metadata);
    ClassPath classPath = new ClassPath(code.manifest());
    Thread weaving = new Thread(() -> classPath.weave(code.manifest().className()), "weaving");
    weaving.setDaemon(true);
    weaving.start();
    new WorkerMain(wire, runner, classPath).serve();
  }

  /**
   * Orders are read by a thread of their own, so that the scheduler's end is noticed in the middle
   * of a task.
   */
  private void serve() throws IOException, InterruptedException {
    FileOutputStream out = StandardStream.out();
    FileOutputStream err = StandardStream.err();
    System.setOut(new StandardStream(out));
    System.setErr(new StandardStream(err));
    LinkedBlockingQueue<Wire.Order> orders = new LinkedBlockingQueue<>();
    Thread reader = new Thread(() -> read(orders), "orders");
    reader.setDaemon(true);
    reader.start();
    TaskResult result;
    do {
      Wire.Order order = orders.take();
      JvmState state = new JvmState();
      result = run(order);
      System.out.flush();
      System.err.flush();
      String unfit = state.restore();
      result = result.retire().isEmpty() ? result.retiring(unfit) : result;
      mark(out, order.nonce());
      mark(err, order.nonce());
      wire.send(result);
    } while (result.retire().isEmpty());
    reader.join(); // the scheduler ends this process, with whatever the task left in it
  }

  private void read(LinkedBlockingQueue<Wire.Order> orders) {
    try {
      while (true) {
        orders.add(wire.readOrder());
      }
    } catch (EOFException e) {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
      Runtime.getRuntime().halt(0);
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** Each task has a thread of its own, and with it thread locals of its own. */
  private TaskResult run(Wire.Order order) throws InterruptedException {
    AtomicReference<TaskResult> result = new AtomicReference<>();
    FlowClassLoader loader = new FlowClassLoader(classPath);
    Thread thread = new Thread(() -> result.set(attempt(order, loader)), "task");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
    try {
      loader.close();
    } catch (IOException e) {
      System.err.println("The task's class path could not be closed: " + e);
    }
    TaskResult known = result.get();
    if (known == null) {
      return TaskResult.failed("the task's thread died").retiring("the task's thread died");
    }
    return loader.mayLoadLibraries() && known.retire().isEmpty() && libraries.hasMore()
        ? known.retiring("the task loaded a native library")
        : known;
  }

  private TaskResult attempt(Wire.Order order, ClassLoader loader) {
    Optional<CatchPolicy> caught =
        order.caught()
            ? Optional.of(new CatchPolicy(order.catchVar(), order.print()))
            : Optional.empty();
    try {
      return runner.run(order.task(), loader, caught);
    } catch (UncheckedIOException failure) { // the datastore, such as on a full disk
      System.err.println(failure.getMessage());
      return TaskResult.failed(String.valueOf(failure.getMessage())).retiring("the store failed");
    } catch (RuntimeException | Error failure) { // not the user's code: the trace is for us
      failure.printStackTrace();
      return TaskResult.failed(failure.toString()).retiring("the runtime failed");
    }
  }

  private static void mark(FileOutputStream out, String nonce) throws IOException {
    out.write((MARK + nonce + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
