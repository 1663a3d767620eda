package io.millrace.examples

import java.nio.file.Path
import kotlin.io.path.readLines
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** Every mistake that is one of Kotlin alone: in its words, once, at its line. */
class KotlinMistakesIT {
  @TempDir lateinit var folder: Path

  @Test
  fun `are reported`() {
    val result = KotlinCompiler.process(folder, listOf(MISTAKES.resolve("MistakesFlow.kt")))

    val reported = ERROR.findAll(result.err()).map { it.destructured }.toList()
    val expected = MISTAKES.resolve("MistakesFlow.txt").readLines()
    val found =
      expected.filter { each ->
        val (line, tag, words) = EXPECTED.matchEntire(each)!!.destructured
        reported.any { (at, by, text) -> at == line && by == tag && words in text }
      }
    assertEquals(expected.joinToString("\n"), found.joinToString("\n"), result::toString)
    assertEquals(expected.size, reported.size, result::toString)
  }

  private companion object {
    val MISTAKES: Path = Path.of("src/test/resources/mistakes").toAbsolutePath()
    val ERROR = Regex("""MistakesFlow\.kt:(\d+): error: \[(\w+)] (.*)""")
    val EXPECTED = Regex("""(\d+) (\w+): (.*)""")
  }
}
