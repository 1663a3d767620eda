package io.millrace.examples

import io.millrace.Flow
import io.millrace.Parameter
import io.millrace.Step

/** Assigns its own parameter, which kapt does not show to the processor. */
@Flow
class KotlinParameterFlow {
  @Parameter @JvmField var alpha = 0.5

  @Step(next = ["end"])
  fun start() {
    alpha = 5.0
  }

  @Step
  fun end() {
    println("alpha $alpha")
  }
}
