import io.millrace.*;

@Kubernetes(image = "acme/trainer:1.4")
abstract class BaseOfDecoratorOnBase {
  @Step(next = "end")
  void start() {}
}

@Flow
class DecoratorOnBase extends BaseOfDecoratorOnBase {
  @Step
  void end() {}
}
