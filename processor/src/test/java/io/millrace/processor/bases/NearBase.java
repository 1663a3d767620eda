package io.millrace.processor.bases;

import io.millrace.Inputs;
import io.millrace.Step;
import java.util.List;

/** A base class of which all is public, and only the class file is seen. */
public abstract class NearBase<T> {
  public List<T> items;
  public T best;

  @Step(next = "train", foreach = "items")
  public void start() {}

  @Step(next = "pick")
  public abstract void train(T item);

  @Step(next = "end")
  public void pick(Inputs<NearBase<T>> inputs) {
    best = inputs.get(0).best;
  }

  @Step
  public void end() {}
}
