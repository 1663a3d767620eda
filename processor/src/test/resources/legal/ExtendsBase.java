import io.millrace.*;
import java.util.List;

@Flow
public class ExtendsBase extends ExtendsBaseTraining<String> {
  protected int own;

  @Override
  protected void train(String item) {
    model = item;
  }

  @Override
  @Step(next = "end")
  void join(Inputs<ExtendsBase> inputs) {
    inputs.merge(this);
  }
}

abstract class ExtendsBaseTraining<T> {
  List<T> items;
  T model;

  @Step(next = "train", foreach = "items")
  void start() {}

  @Step(next = "join")
  protected abstract void train(T item);

  abstract void join(Inputs<ExtendsBase> inputs);

  @Step
  void end() {}
}
