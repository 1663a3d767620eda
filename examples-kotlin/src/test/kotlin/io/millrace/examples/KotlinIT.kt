package io.millrace.examples

import java.io.File
import java.nio.file.Path
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Flows in Kotlin as a user runs them, and what Metaflow's own client then reads. */
class KotlinIT {
  @TempDir lateinit var folder: Path

  @Test
  fun `the example runs to its end`() {
    val result = run("RainFlow")

    assertEquals(0, result.code(), result::toString)
    assertTrue(
      result.out().contains("Of 3 cities, it rains most in Bergen: 2455 mm\n"),
      result::toString,
    )
    val run = MetaflowRun.read(folder, "RainFlow", result.run(folder))
    assertTrue(run.successful())
    val end = run.artifacts("end")
    assertEquals(mapOf("city" to "Bergen", "total" to 2455, "wettestMonth" to 12), end["rainfall"])
    assertEquals(listOf("Bergen", "Cairo", "Manaus"), end["cities"])
    assertEquals(12, end["months"])
    assertEquals("mm", end["unit"])
    assertEquals("Cairo", end["driest"])
    assertEquals(3, run.tasks("measure").size)
  }

  @Test
  fun `what no step has assigned does not exist`() {
    val result = run("RainFlow")

    assertEquals(0, result.code(), result::toString)
    val start = MetaflowRun.read(folder, "RainFlow", result.run(folder)).artifacts("start")
    assertEquals(setOf("months", "unit", "cities"), start.keys - "name")
  }

  @Test
  fun `a parameter is an option`() {
    val result = run("RainFlow", "--months", "3")

    assertEquals(0, result.code(), result::toString)
    assertTrue(result.out().contains("most in Manaus: 889 mm\n"), result::toString)
  }

  @Test
  fun `a step that assigns a parameter fails`() {
    val result = run("KotlinParameterFlow")

    assertEquals(1, result.code(), result::toString)
    assertTrue(result.out().contains("[start/1] failed."), result::toString)
    assertTrue(
      result.out().lines().any { "alpha" in it && "arameter" in it && "KotlinParameterFlow" !in it },
      result::toString,
    )
  }

  @Test
  fun `every way of Kotlin to get at an artifact gets at it`() {
    val result = run("KotlinWaysFlow")

    val seen = result.out().lines().filter { it.contains(']') }.map { it.substringAfter("] ") }
    val expected =
      """
      lambda 1
      property reference 1
      helper 1
      lazy helper 1
      interface 1
      extension 2
      companion 1
      object 1
      inner 1
      scope function 1 1 1
      sequence 1
      inline 1
      thread 1
      delegated property by a delegated property
      getter by a delegated property
      isInitialized true false
      data class Point(x=1, y=2) [Circle(radius=1.5), Square(side=2.0)]
      collections [a, b] {a=1} [1, 2, 3] GREEN null
      at last 5 [a, b, c] {a=11, b=2} [2, 2, 3] Point(x=1, y=7) in 2 by a delegated property
      """
        .trimIndent()
    assertEquals(expected, expected.lines().filter { it in seen }.joinToString("\n")) {
      result.toString()
    }
    assertEquals(0, result.code(), result::toString)
  }

  @Test
  fun `Metaflow reads what Kotlin assigned, and nothing else`() {
    val result = run("KotlinWaysFlow")

    assertEquals(0, result.code(), result::toString)
    val run = MetaflowRun.read(folder, "KotlinWaysFlow", result.run(folder))
    val start = run.artifacts("start")
    assertEquals("GREEN", start["colour"])
    assertTrue(start.containsKey("maybe"), "assigned null")
    assertFalse(start.containsKey("flag"), "assigned in 'change'")
    assertEquals(false, run.artifacts("change")["flag"])
    assertEquals(
      listOf(false, true, false),
      run.tasks("each").sortedBy { it["index"] as Int }.map { "found" in MetaflowRun.artifacts(it) },
    )
    val end = run.artifacts("end")
    assertEquals(mapOf("x" to 1, "y" to 7), end["point"])
    assertEquals(listOf(2, 2, 3), end["numbers"])
    assertEquals("in 2", end["found"])
    assertFalse(end.containsKey("never"))
  }

  private fun run(flow: String, vararg options: String): FlowProcess.Result {
    val command =
      FlowProcess.command(
        listOf(JAR, Path.of("target/test-classes").toAbsolutePath()).joinToString(File.pathSeparator)
      )
    return FlowProcess.process(
      folder,
      command + listOf(flow, "run", "--run-id-file", "run-id") + options,
      mapOf(),
    )
  }

  private companion object {
    val JAR: Path = Path.of("target", "millrace-examples-kotlin.jar").toAbsolutePath()
  }
}
