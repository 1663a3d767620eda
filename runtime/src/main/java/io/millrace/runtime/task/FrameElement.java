package io.millrace.runtime.task;

import io.millrace.TaskContext;
import io.millrace.runtime.artifact.ForeachFrame;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A foreach split around a task, whose element is read when it is asked for. */
final class FrameElement implements TaskContext.ForeachFrame {
  /** What Metaflow calls the field that {@code numParallel} splits over. */
  static final String PARALLEL = "_parallel_ubf_iter";

  private final ForeachFrame frame;
  private final Function<ForeachFrame, @Nullable Object> reader;
  private boolean known;
  private @Nullable Object value;

  FrameElement(ForeachFrame frame, Function<ForeachFrame, @Nullable Object> reader) {
    this.frame = frame;
    this.reader = reader;
  }

  @Override
  public String step() {
    return frame.step();
  }

  @Override
  public String field() {
    return frame.variable();
  }

  @Override
  public int size() {
    return frame.size();
  }

  @Override
  public int index() {
    return frame.index();
  }

  @Override
  @SuppressWarnings("NullAway") // the interface is for authors whose code is not annotated
  public synchronized Object value() {
    if (!known) {
      value = reader.apply(frame);
      known = true;
    }
    return value;
  }

  @Override
  public String toString() {
    return "%s[%d of %d]=%s".formatted(field(), index(), size(), frame.value());
  }
}
