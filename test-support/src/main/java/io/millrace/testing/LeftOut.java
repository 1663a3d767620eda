package io.millrace.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;

/**
 * Names the tests that were left out, each with its reason, at the end of a module's tests; and
 * adds them to {@code target/left-out.txt}, for a summary of all modules.
 */
public final class LeftOut implements TestExecutionListener {
  private static final Path FILE = Path.of("target", "left-out.txt");

  private final Map<String, List<String>> byReason = new TreeMap<>();

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    add(reason, test);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      add(
          result
              .getThrowable()
              .map(each -> each instanceof TestAbortedException ? each.getMessage() : "" + each)
              .orElse("it was aborted"),
          test);
    }
  }

  private void add(String reason, TestIdentifier test) {
    byReason.computeIfAbsent(reason, each -> new ArrayList<>()).add(name(test));
  }

  private static String name(TestIdentifier test) {
    String name = test.getUniqueId().replaceAll("^.*\\[class:(?:[\\w$]+\\.)*([\\w$]+)].*$", "$1");
    return test.getUniqueId().contains("[method:") || test.getUniqueId().contains("[test-template:")
        ? name + "." + test.getLegacyReportingName().replaceAll("\\(.*", "")
        : name;
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (byReason.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    byReason.forEach(
        (reason, tests) -> {
          text.append("LEFT OUT: ").append(String.join(", ", tests.stream().distinct().toList()));
          text.append(".\n  ").append(reason).append("\n");
        });
    System.out.println(text.toString().stripTrailing());
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          text,
          java.nio.file.StandardOpenOption.CREATE,
          java.nio.file.StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byReason.clear();
  }
}
