package io.millrace.processor.bases;

import io.millrace.Step;

/** A base class in another package, of which only the class file is seen. */
public abstract class FarBase {
  protected int score;

  @Step(next = "end")
  protected void start() {}

  @Step
  public void end() {}
}
