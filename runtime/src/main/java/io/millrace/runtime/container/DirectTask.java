package io.millrace.runtime.container;

import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.metadata.LocalMetadata;
import io.millrace.runtime.metadata.MetadataArchive;
import io.millrace.runtime.storage.LocalStorage;
import io.millrace.runtime.task.FlowCode;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A task out of the scheduler's reach: it uses the datastore by itself, and leaves there what it
 * printed and what is to be known of it.
 */
final class DirectTask {
  private DirectTask() {}

  static TaskResult run(TaskOrder order) throws IOException {
    TaskOutput output = TaskOutput.begin();
    ClassLoader loader = DirectTask.class.getClassLoader();
    FlowCode code = FlowCode.load(order.run().flowClass(), loader);
    StorageDatastore datastore = order.run().datastore().open();
    Path folder =
        Files.createTempDirectory(Path.of(System.getProperty("java.io.tmpdir")), "millrace-");
    LocalStorage local = new LocalStorage(folder);
    TaskRunner runner = new TaskRunner(order.run(), code, datastore, new LocalMetadata(local));
    TaskResult result = runner.run(order.task(), loader, order.caught());
    TaskPath path =
        new TaskPath(
            code.manifest().name(), order.run().run(), order.task().step(), order.task().task());
    AttemptStore attempt = datastore.attempt(path, order.task().attempt());
    attempt.keepMetadata(MetadataArchive.pack(folder));
    output.store(attempt);
    return result;
  }
}
