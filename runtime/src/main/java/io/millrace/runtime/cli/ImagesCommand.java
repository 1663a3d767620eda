package io.millrace.runtime.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.Attribute;
import io.millrace.manifest.DecoratorKind;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Problem;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.image.ImageChecks;
import io.millrace.runtime.image.ImageChecks.Answer;
import io.millrace.runtime.image.ImageChecks.Question;
import io.millrace.runtime.image.ImageFacts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code images}: which images a run would pull, and whether it could. */
final class ImagesCommand implements Command {
  private static final String CHECK = "check";
  private static final Attribute PLATFORM =
      DecoratorKind.DOCKER.attribute("platform").orElseThrow();

  @Override
  public String name() {
    return "images";
  }

  @Override
  public String description() {
    return "Lists the image of each step; 'images check' asks the registries for them.";
  }

  @Override
  public void describe(CommandSpec spec, FlowManifest flow, boolean help) {
    spec.addPositional(
        Options.operand(0, CHECK, false, "Asks each registry whether the image can be pulled."));
    spec.addOption(Options.with());
    spec.addOption(
        Options.text(
            "--platform",
            "OS/ARCH",
            "With check: the platform to pull for, where a step asks for none. Default: "
                + ImageChecks.platformHere()
                + "."));
    spec.addOption(Options.allowHttp("With check"));
    spec.addOption(Options.flag("--json", "Prints JSON."));
  }

  @Override
  public List<String> examples() {
    return List.of("images", "images check --platform linux/arm64");
  }

  @Override
  public Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>(Command.super.exitCodes());
    codes.put("1", "an image cannot be pulled");
    return codes;
  }

  @Override
  public int execute(Invocation invocation) {
    boolean check = invocation.operand(0).isPresent();
    if (check && !invocation.operand(0).get().equals(CHECK)) {
      throw new UsageException(
          "images: there is no '%s'. Use 'images' or 'images check'."
              .formatted(invocation.operand(0).get()));
    }
    List<StepImage> rows = StepImage.of(invocation.plan());
    String platform = platform(invocation);
    Map<Question, Answer> answers =
        check
            ? StepImage.check(rows, platform, invocation.flag("--allow-http"), "images check")
            : Map.of();
    if (invocation.flag("--json")) {
      invocation.print(json(rows, row -> answers.get(row.question(platform))));
    } else {
      print(invocation, rows, row -> answers.get(row.question(platform)));
    }
    return answers.values().stream().allMatch(Answer::found) ? 0 : 1;
  }

  private static String platform(Invocation invocation) {
    String platform = invocation.string("--platform").orElseGet(ImageChecks::platformHere);
    for (Problem problem : PLATFORM.check(platform)) {
      throw new UsageException("--platform: " + problem.message());
    }
    return platform;
  }

  private static void print(
      Invocation invocation, List<StepImage> rows, Function<StepImage, @Nullable Answer> answers) {
    if (rows.isEmpty()) {
      invocation.print("No step runs in an image; all run as local processes.");
    }
    int steps = rows.stream().mapToInt(row -> row.step().length()).max().orElse(1);
    int images = rows.stream().mapToInt(row -> row.image().toString().length()).max().orElse(1);
    String line = "%-" + steps + "s  %-10s  %-" + images + "s  %s";
    for (StepImage row : rows) {
      Answer answer = answers.apply(row);
      invocation.print(
          line.formatted(
              row.step(),
              row.compute(),
              row.image(),
              answer == null ? row.source() : facts(answer)));
    }
  }

  private static String facts(Answer answer) {
    return answer.facts().map(ImagesCommand::facts).orElse("not found: " + answer.problem());
  }

  private static String facts(ImageFacts facts) {
    return "%s, %s, %s".formatted(facts.platform(), size(facts.bytes()), facts.digest());
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static String json(List<StepImage> rows, Function<StepImage, @Nullable Answer> answers) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (StepImage row : rows) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("step", row.step());
      json.put("compute", row.compute());
      json.put("image", row.image().toString());
      json.put("source", row.source());
      Answer answer = answers.apply(row);
      if (answer != null) {
        json.put("found", answer.found());
        answer
            .facts()
            .ifPresentOrElse(
                facts -> {
                  json.put("digest", facts.digest());
                  json.put("bytes", facts.bytes());
                  json.put("platform", facts.platform());
                },
                () -> json.put("problem", answer.problem()));
      }
      all.add(json);
    }
    try {
      return JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
