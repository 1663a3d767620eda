package io.millrace.examples

import io.millrace.Flow
import io.millrace.Inputs
import io.millrace.Step
import java.util.concurrent.CompletableFuture

enum class Colour {
  RED,
  GREEN,
}

data class Point(val x: Int = 0, val y: Int = 0)

sealed interface Shape

data class Circle(val radius: Double = 0.0) : Shape

data class Square(val side: Double = 0.0) : Shape

/** Gets at artifacts in the ways that Kotlin has; each line says the way and what it saw. */
@Flow
class KotlinWaysFlow : Counting {
  @JvmField var count = 0
  @JvmField var flag = false
  @JvmField var maybe: Int? = null
  @JvmField var point: Point? = null
  @JvmField var colour = Colour.RED
  @JvmField var numbers = intArrayOf(1, 2, 3)
  @JvmField var found: String? = null
  lateinit var title: String
  lateinit var never: String
  lateinit var words: MutableList<String>
  lateinit var ages: MutableMap<String, Int>
  lateinit var items: List<Int>
  lateinit var shapes: List<Shape>

  @Transient private val lambda = { count }
  @Transient private val setter = { value: Int -> count = value }
  @Transient private val reference = this::count
  @Transient private val helper = Helper(this)
  @delegate:Transient private val lazyHelper by lazy { Helper(this) }
  @delegate:Transient private var alias by this::title

  override val self
    get() = this

  @Step(next = ["read"])
  fun start() {
    setter(1)
    alias = "by a delegated property"
    words = mutableListOf("a").apply { add("b") }
    ages = mutableMapOf("a" to 1)
    point = Point(1, 2)
    shapes = listOf(Circle(1.5), Square(2.0))
    helper.paint(Colour.GREEN)
    maybe = null
  }

  @Step(next = ["change"])
  fun read() {
    println("lambda ${lambda()}")
    println("property reference ${reference.get()}")
    println("helper ${helper.count()}")
    println("lazy helper ${lazyHelper.count()}")
    println("interface ${counted()}")
    println("extension ${doubled()}")
    println("companion ${countOf(this)}")
    println("object ${Reader.count(this)}")
    println("inner ${Inner().count()}")
    println("scope function ${with(this) { count }} ${let { it.count }} ${run { count }}")
    println("sequence ${sequence { yield(count) }.single()}")
    println("inline ${inlined { count }}")
    println("thread ${CompletableFuture.supplyAsync { count }.join()}")
    println("delegated property $alias")
    println("getter $title")
    println("isInitialized ${::title.isInitialized} ${::never.isInitialized}")
    println("data class $point $shapes")
    println("collections $words $ages ${numbers.toList()} $colour $maybe")
  }

  @Step(next = ["split"])
  fun change() {
    reference.set(lambda() + 1)
    count++
    count += 2
    words += "c"
    ages["b"] = 2
    ages.merge("a", 10, Int::plus)
    numbers[0]++
    point = point?.copy(y = 7)
    flag = false
  }

  @Step(next = ["each"], foreach = "items")
  fun split() {
    items = listOf(1, 2, 3)
  }

  @Step(next = ["join"])
  fun each(item: Int) {
    if (item == 2) {
      found = "in $item"
    }
  }

  @Step(next = ["end"])
  fun join(inputs: Inputs<KotlinWaysFlow>) {
    inputs.merge(this)
  }

  @Step
  fun end() {
    println("at last $count $words $ages ${numbers.toList()} $point $found $title")
  }

  private inline fun inlined(block: () -> Int) = block()

  private inner class Inner {
    fun count() = count
  }

  companion object {
    private fun countOf(flow: KotlinWaysFlow) = flow.count
  }
}

interface Counting {
  val self: KotlinWaysFlow

  fun counted() = self.count
}

class Helper(private val flow: KotlinWaysFlow) {
  fun count() = flow.count

  fun paint(colour: Colour) {
    flow.colour = colour
  }
}

private object Reader {
  fun count(flow: KotlinWaysFlow) = flow.count
}

private fun KotlinWaysFlow.doubled() = 2 * count
