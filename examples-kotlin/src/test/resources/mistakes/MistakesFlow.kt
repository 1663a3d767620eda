package mistakes

import io.millrace.Flow
import io.millrace.Parameter
import io.millrace.Step

@Flow
class MistakesFlow(seed: Int) {
  @Parameter var alpha = 0.5
  @Parameter @JvmField val beta = 0.5
  var score = 1.0
  val fixed = 3
  private lateinit var late: String
  val model by lazy { 3 }
  @JvmField var function: (Int) -> Int = { it }

  @Step(next = ["train"]) suspend fun start() {}

  @Step(next = ["pick"]) internal fun train() {}

  @Step(next = ["end"]) fun pick() = 3

  @Step private fun end() {}
}
