package io.millrace.runtime.container;

import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.MetadataArchive;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.storage.Temporary;
import io.millrace.runtime.task.FlowCode;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A task out of the scheduler's reach: it uses the datastore by itself, and leaves there what it
 * printed and what is to be known of it.
 */
final class DirectTask {
  private DirectTask() {}

  static TaskResult run(TaskOrder order) throws IOException {
    TaskOutput output = TaskOutput.begin();
    FlowCode code = FlowCode.load(order.run().flowClass(), DirectTask.class.getClassLoader());
    StorageDatastore datastore = order.run().datastore().open();
    TaskPath path =
        new TaskPath(
            code.manifest().name(), order.run().run(), order.task().step(), order.task().task());
    AttemptStore attempt = datastore.attempt(path, order.task().attempt());
    Path folder = Temporary.folder("metadata-");
    LocalMetadata metadata = new LocalMetadata(new LocalStorage(folder));
    TaskRunner runner = new TaskRunner(order.run(), code, datastore, metadata);
    TaskResult result;
    try {
      result = runner.run(order.task(), TaskMain.classes(code), order.caught());
      attempt.keepMetadata(MetadataArchive.pack(folder));
    } catch (IOException | RuntimeException | Error e) {
      try {
        output.store(attempt);
      } catch (IOException | RuntimeException unreachable) {
        e.addSuppressed(unreachable);
      }
      throw e;
    }
    output.store(attempt);
    return result;
  }
}
