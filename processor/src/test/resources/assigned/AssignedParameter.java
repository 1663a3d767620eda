import io.millrace.Flow;
import io.millrace.Parameter;
import io.millrace.Step;

@Flow
class AssignedParameter {
  @Parameter double alpha = 0.5;
  @Parameter int rounds = 3;
  double beta;

  @Step(next = "train")
  void start() {
    alpha = 5;
    this.alpha = 5;
    rounds++;
    rounds += 2;
  }

  @Step(next = "end")
  void train() {
    tune();
    double alpha = this.alpha;
    alpha = 2 * alpha;
    beta = alpha;
  }

  private void tune() {
    alpha = 6;
  }

  @Step
  void end() {}
}
