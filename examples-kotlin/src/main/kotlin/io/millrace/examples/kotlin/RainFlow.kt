package io.millrace.examples.kotlin

import io.millrace.Flow
import io.millrace.Inputs
import io.millrace.Parameter
import io.millrace.Step

/** What one city's year looks like. The defaults give it a constructor without arguments. */
data class Rainfall(val city: String = "", val total: Int = 0, val wettestMonth: Int = 0)

/** One task for each city, then the wettest of them. */
@Flow(description = "Finds the city where it rains most.")
class RainFlow {
  @Parameter(help = "How many months to look at, from January on.") @JvmField var months = 12

  // fields are artifacts: saved after each step, there in the next
  lateinit var unit: String
  lateinit var cities: List<String>
  lateinit var rainfall: Rainfall
  @JvmField var driest: String? = null
  @JvmField var mean = 0.0

  @Step(next = ["measure"], foreach = "cities")
  fun start() {
    unit = "mm"
    cities = MONTHLY.keys.toList()
  }

  @Step(next = ["compare"])
  fun measure(city: String) {
    val rain = MONTHLY.getValue(city).take(months)
    rainfall = Rainfall(city, rain.sum(), 1 + rain.indexOf(rain.max()))
  }

  @Step(next = ["end"])
  fun compare(inputs: Inputs<RainFlow>) {
    val all = inputs.map { it.rainfall }
    rainfall = all.maxBy { it.total }
    driest = all.minBy { it.total }.city
    mean = all.map { it.total }.average()
    inputs.merge(this) // carries over what all inputs agree on: the unit and the cities
  }

  @Step
  fun end() {
    println("Of ${cities.size} cities, it rains most in ${rainfall.city}: ${rainfall.total} $unit")
    println("least in $driest, on average $mean $unit")
  }

  private companion object {
    /** Rain in an average month, in millimetres. */
    val MONTHLY =
      mapOf(
        "Bergen" to listOf(255, 207, 197, 137, 110, 133, 151, 193, 257, 266, 259, 290),
        "Cairo" to listOf(5, 4, 4, 1, 0, 0, 0, 0, 0, 1, 4, 6),
        "Manaus" to listOf(264, 290, 335, 311, 279, 115, 85, 47, 74, 113, 175, 220),
      )
  }
}
