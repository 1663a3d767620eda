import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;

/** What kapt hands over of a flow in Kotlin. */
@kotlin.Metadata
@Flow
public final class KotlinStub {
  @Parameter private double alpha = 0.5;
  private int score = 1;
  private final int fixed = 3;
  private final kotlin.Lazy lazily$delegate = null;
  public kotlin.jvm.functions.Function1<Integer, Integer> function;

  public KotlinStub(int seed) {}

  @Step(next = "train")
  public final Object start(kotlin.coroutines.Continuation<? super kotlin.Unit> $completion) {
    return null;
  }

  @Step(next = "end")
  public final void train$module() {}

  @Step
  private final void end() {}
}
