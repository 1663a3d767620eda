package io.millrace.runtime.container;

import io.millrace.runtime.container.ContainerCommand.Way;
import io.millrace.runtime.plan.StepPlan.CatchPolicy;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskSpec;
import io.millrace.runtime.worker.Wire;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * What a container is to do, as one argument of its command: no variable that programs of the step
 * would inherit, and no file that would have to be brought there.
 *
 * @param run what all tasks share
 * @param task the attempt
 * @param caught what {@code @Catch} says of the step
 * @param way to the datastore
 */
record TaskOrder(RunSpec run, TaskSpec task, Optional<CatchPolicy> caught, Way way) {
  private static final int LONGEST_ARGUMENT = 100_000;

  /**
   * The order as arguments, each short enough for Linux; it has no secret in it, as any user of the
   * machine can read it.
   */
  List<String> encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new DeflaterOutputStream(bytes)) {
      Wire wire = new Wire(InputStream.nullInputStream(), packed);
      wire.send(run);
      wire.send(
          new Wire.Order(
              task,
              way.name(),
              caught.isPresent(),
              caught.map(CatchPolicy::var).orElse(""),
              caught.map(CatchPolicy::printException).orElse(false)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    List<String> arguments = new ArrayList<>();
    for (int from = 0; from < text.length(); from += LONGEST_ARGUMENT) {
      arguments.add(text.substring(from, Math.min(text.length(), from + LONGEST_ARGUMENT)));
    }
    return arguments;
  }

  /** Reads what {@link #encode} wrote. */
  static TaskOrder decode(String... arguments) throws IOException {
    InputStream bytes =
        new ByteArrayInputStream(Base64.getUrlDecoder().decode(String.join("", arguments)));
    Wire wire = new Wire(new InflaterInputStream(bytes), OutputStream.nullOutputStream());
    RunSpec run = wire.readRun();
    Wire.Order order = wire.readOrder();
    return new TaskOrder(
        run,
        order.task(),
        order.caught()
            ? Optional.of(new CatchPolicy(order.catchVar(), order.print()))
            : Optional.empty(),
        Way.valueOf(order.nonce()));
  }
}
