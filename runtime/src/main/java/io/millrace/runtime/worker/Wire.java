package io.millrace.runtime.worker;

import io.millrace.runtime.datastore.DatastoreLocation;
import io.millrace.runtime.metadata.RunTags;
import io.millrace.runtime.storage.SocketStreams;
import io.millrace.runtime.task.RunSpec;
import io.millrace.runtime.task.TaskResult;
import io.millrace.runtime.task.TaskSpec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What scheduler and worker say to each other. Both are of one jar, so there are no versions. */
public final class Wire {
  private final DataInputStream in;
  private final DataOutputStream out;

  /** Speaks over {@code channel}; one thread may send while another waits for an answer. */
  public Wire(SocketChannel channel) {
    this(SocketStreams.in(channel), SocketStreams.out(channel));
  }

  /** Speaks over two streams. */
  public Wire(InputStream in, OutputStream out) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = new DataOutputStream(new BufferedOutputStream(out));
  }

  /** Says hello as worker {@code number}. */
  public void sendHello(int number) throws IOException {
    out.writeInt(number);
    out.flush();
  }

  /** The number of the worker that says hello. */
  public int readHello() throws IOException {
    return in.readInt();
  }

  /** Sends what all tasks share. */
  public void send(RunSpec run) throws IOException {
    text(run.flowClass());
    text(run.run());
    text(run.origin());
    text(run.tags().user());
    texts(run.tags().tags());
    texts(run.tags().systemTags());
    text(run.datastore().type());
    text(run.datastore().root());
    text(run.datastore().datatools());
    texts(run.datastore().settings().keySet());
    texts(run.datastore().settings().values());
    text(run.local());
    out.flush();
  }

  /** Reads what all tasks share. */
  public RunSpec readRun() throws IOException {
    String flowClass = text();
    String run = text();
    String origin = text();
    RunTags tags = new RunTags(text(), new LinkedHashSet<>(texts()), new LinkedHashSet<>(texts()));
    return new RunSpec(flowClass, run, origin, tags, readLocation(), text());
  }

  private DatastoreLocation readLocation() throws IOException {
    String type = text();
    String root = text();
    String datatools = text();
    List<String> keys = texts();
    List<String> values = texts();
    Map<String, String> settings = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      settings.put(keys.get(i), values.get(i));
    }
    return new DatastoreLocation(type, root, datatools, settings);
  }

  /**
   * A task, with the nonce that marks the end of its output and what {@code @Catch} says, if
   * anything.
   */
  public record Order(
      TaskSpec task, String nonce, boolean caught, String catchVar, boolean print) {}

  /** Sends a task. */
  public void send(Order order) throws IOException {
    TaskSpec task = order.task();
    text(task.step());
    text(task.task());
    out.writeInt(task.attempt());
    out.writeBoolean(task.lastTry());
    out.writeBoolean(task.lost().isPresent());
    out.writeBoolean(task.lost().map(TaskSpec.Lost::timedOut).orElse(false));
    text(task.lost().map(TaskSpec.Lost::why).orElse(""));
    out.writeLong(task.timeout().map(Duration::toMillis).orElse(0L));
    texts(task.inputs());
    out.writeInt(task.splitIndex());
    out.writeInt(task.splitSize());
    numbers(task.rounds());
    text(order.nonce());
    out.writeBoolean(order.caught());
    text(order.catchVar());
    out.writeBoolean(order.print());
    out.flush();
  }

  /** Reads a task. */
  public Order readOrder() throws IOException {
    TaskSpec task =
        new TaskSpec(
            text(),
            text(),
            in.readInt(),
            in.readBoolean(),
            readLost(),
            Optional.of(Duration.ofMillis(in.readLong())).filter(limit -> !limit.isZero()),
            texts(),
            in.readInt(),
            in.readInt(),
            numbers());
    return new Order(task, text(), in.readBoolean(), text(), in.readBoolean());
  }

  private Optional<TaskSpec.Lost> readLost() throws IOException {
    boolean lost = in.readBoolean();
    TaskSpec.Lost how = new TaskSpec.Lost(in.readBoolean(), text());
    return lost ? Optional.of(how) : Optional.empty();
  }

  /** Sends a result. */
  public void send(TaskResult result) throws IOException {
    out.writeBoolean(result.ok());
    texts(result.next());
    out.writeInt(result.splits());
    text(result.failure());
    text(result.retire());
    out.flush();
  }

  /** Reads a result. */
  public TaskResult readResult() throws IOException {
    return new TaskResult(in.readBoolean(), texts(), in.readInt(), text(), text());
  }

  private void text(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private String text() throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private void texts(Collection<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String each : texts) {
      text(each);
    }
  }

  private List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(text());
    }
    return texts;
  }

  private void numbers(List<Integer> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (int each : numbers) {
      out.writeInt(each);
    }
  }

  private List<Integer> numbers() throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      numbers.add(in.readInt());
    }
    return numbers;
  }
}
