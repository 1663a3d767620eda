package io.millrace.runtime.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Position;
import io.millrace.manifest.StepMethod;
import io.millrace.manifest.Transition;
import io.millrace.runtime.config.Configuration;
import io.millrace.runtime.config.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rule of which value holds: {@code plans.json} are plans, {@code mistakes.json} refusals. */
final class PlannerTest {
  @TempDir Path folder;

  static List<PlanCase> plans() throws IOException {
    return PlanCase.read("plans.json");
  }

  static List<PlanCase> mistakes() throws IOException {
    return PlanCase.read("mistakes.json");
  }

  @ParameterizedTest
  @MethodSource("plans")
  void mostSpecificWins(PlanCase row) throws Exception {
    RunPlan plan = row.plan(folder);
    assertEquals(row.text("compute"), plan.step("train").compute().word());
    Map<String, Object> attributes = explained(plan).map("attributes");
    row.map("attributes")
        .forEach(
            (name, expected) -> {
              String actual = line(attributes.get(name));
              String said = String.valueOf(expected);
              assertEquals(said, said.contains(" from ") ? actual : actual.split(" from ")[0]);
            });
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void refusesInOneLine(PlanCase row) {
    UsageException error = assertThrows(UsageException.class, () -> row.plan(folder));
    assertEquals(row.text("error"), error.getMessage());
  }

  private static PlanCase explained(RunPlan plan) throws IOException {
    Map<String, Object> json = JSON.std.mapFrom(Explanation.json(plan, Optional.of("train")));
    return new PlanCase(json).rows("steps").get(0);
  }

  /** VALUE from SOURCE over VALUE from SOURCE ... */
  private String line(@Nullable Object attribute) {
    if (attribute == null) {
      return "null";
    }
    Map<?, ?> said = (Map<?, ?>) attribute;
    StringBuilder line = new StringBuilder(one(said));
    if (said.get("overrides") instanceof List<?> overrides) {
      overrides.forEach(each -> line.append(" over ").append(one((Map<?, ?>) each)));
    }
    return line.toString();
  }

  private String one(Map<?, ?> said) {
    return (said.get("value") + " from " + said.get("source"))
        .replace(PlanCase.global(folder).toString(), "GLOBAL")
        .replace(PlanCase.project(folder).toString(), "PROJECT");
  }

  private static StepPlan train(String... annotations) throws Exception {
    return Planner.plan(
            PlanCase.flow(List.of(), List.of(annotations)),
            Configuration.load(Map.of("METAFLOW_HOME", "/nowhere"), Path.of("/")),
            List.of())
        .step("train");
  }

  @Test
  void withoutDecoratorsThereAreNoPolicies() throws Exception {
    StepPlan plan = train();
    assertEquals(new StepPlan.RetryPolicy(0, Duration.ZERO), plan.retry());
    assertTrue(plan.catchPolicy().isEmpty());
    assertTrue(plan.timeout().isEmpty());
    assertTrue(plan.environment().isEmpty());
    assertTrue(plan.library().isEmpty());
    assertEquals(ComputeKind.LOCAL, plan.compute());
  }

  @Test
  void policiesHaveMetaflowsDefaults() throws Exception {
    StepPlan plan = train("retry", "catch", "timeout:minutes=1,seconds=30,hours=1");
    assertEquals(new StepPlan.RetryPolicy(3, Duration.ofMinutes(2)), plan.retry());
    assertEquals(Optional.of(new StepPlan.CatchPolicy("", true)), plan.catchPolicy());
    assertEquals(Optional.of(Duration.ofSeconds(3690)), plan.timeout());
  }

  @Test
  void variablesKeepTheirEqualsSigns() throws Exception {
    assertEquals(
        Map.of("A", "1", "B", "x=y", "C", ""),
        train("environment:vars=[\"A=1\",\"B=x=y\",\"C=\"]").environment());
  }

  @Test
  void disabledLibrariesAreNone() throws Exception {
    assertTrue(train("pypi:packages=six").library().isPresent());
    assertFalse(train("pypi:packages=six,disabled=true").library().isPresent());
    assertFalse(
        Explanation.json(planOf("pypi:disabled=true"), Optional.empty())
            .contains("\"environment\""));
  }

  private static RunPlan planOf(String annotation) throws Exception {
    return Planner.plan(
        PlanCase.flow(List.of(), List.of(annotation)),
        Configuration.load(Map.of("METAFLOW_HOME", "/nowhere"), Path.of("/")),
        List.of());
  }

  @Test
  void aSplitCannotHaveACatchAndOneForAllStepsSkipsIt() throws Exception {
    FlowManifest linear = PlanCase.flow(List.of(), List.of());
    Position place = linear.position();
    StepMethod split =
        new StepMethod("split", new Transition.Foreach("xs", "train"), false, "", List.of(), place);

    FlowManifest flow =
        new FlowManifest("F", "F", "", place, List.of(), List.of(), List.of(split), List.of());
    Configuration none = Configuration.load(Map.of("METAFLOW_HOME", "/nowhere"), Path.of("/"));
    assertEquals(
        "Step 'split' cannot have a catch: what runs after it depends on what it assigns."
            + " Take it off this step.",
        assertThrows(UsageException.class, () -> Planner.plan(flow, none, List.of("split=catch")))
            .getMessage());
    assertTrue(Planner.plan(flow, none, List.of("catch")).step("split").catchPolicy().isEmpty());
    assertTrue(
        Planner.plan(linear, none, List.of("catch")).steps().get(0).catchPolicy().isPresent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hub.docker.com/ubuntu:latest | | docker.io/ubuntu:latest
          hub.docker.com/r/acme/x:1    | | docker.io/acme/x:1
          ubuntu                       | hub.docker.com | docker.io/ubuntu
          hub.docker.com.acme.io/x:1   | | hub.docker.com.acme.io/x:1
          """)
  void theWebSiteOfTheHubIsTakenForTheHub(String image, String registry, String used)
      throws Exception {
    Map<String, String> environment = new HashMap<>(Map.of("METAFLOW_HOME", "/nowhere"));
    if (registry != null) {
      environment.put("METAFLOW_DEFAULT_CONTAINER_REGISTRY", registry);
    }
    RunPlan plan =
        Planner.plan(
            PlanCase.flow(List.of(), List.of()),
            Configuration.load(environment, Path.of("/")),
            List.of("docker:image=" + image));
    assertEquals(used, plan.steps().get(0).image().orElseThrow().value());
    boolean corrected = used.startsWith("docker.io/");
    assertEquals(corrected ? 1 : 0, plan.doubts().size());
    assertTrue(
        plan.doubts().stream().allMatch(each -> each.contains("is used: write that.")),
        () -> plan.doubts().toString());
  }

  @Test
  void theRegistryIsASourceOfItsOwn() throws Exception {
    RunPlan plan =
        Planner.plan(
            PlanCase.flow(List.of(), List.of()),
            Configuration.load(
                Map.of(
                    "METAFLOW_HOME",
                    "/nowhere",
                    "METAFLOW_DEFAULT_CONTAINER_REGISTRY",
                    "https://registry.acme.io/"),
                Path.of("/")),
            List.of("docker:image=acme/x:1"));
    Optional<String> step = Optional.of(plan.steps().get(0).name());
    String text = Explanation.text(plan, step);
    assertTrue(text.contains("registry.acme.io/acme/x:1  --with docker:image=acme/x:1\n"), text);
    assertTrue(text.contains("  on registry.acme.io, METAFLOW_DEFAULT_CONTAINER_REGISTRY\n"), text);
    String json = Explanation.json(plan, step).replaceAll("\\s+", " ");
    assertTrue(
        json.contains(
            "\"registry\" : { \"value\" : \"registry.acme.io\", \"source\" : \"METAFLOW_DEFAULT_CONTAINER_REGISTRY\" }"),
        json);
  }

  @Test
  void listsDecoratorsAsMetaflowDoes() throws Exception {
    RunPlan plan =
        Planner.plan(
            PlanCase.flow(List.of(), List.of("retry:times=1", "environment:vars=A=1")),
            Configuration.load(Map.of("METAFLOW_HOME", "/nowhere"), Path.of("/")),
            List.of("catch", "pypi:packages=a==1,b>=2"));
    assertEquals(
        "[{name=pypi, attributes={python=None, packages={a=1, b=>=2}, disabled=false},"
            + " statically_defined=false, inserted_by=null},"
            + " {name=retry, attributes={times=1, minutes_between_retries=2},"
            + " statically_defined=true, inserted_by=null},"
            + " {name=catch, attributes={var=None, print_exception=true},"
            + " statically_defined=false, inserted_by=null},"
            + " {name=environment, attributes={vars={A=1}},"
            + " statically_defined=true, inserted_by=null}]",
        plan.step("train").graphDecorators().toString());
  }

  @Test
  void explainsForPeople() throws Exception {
    RunPlan plan =
        Planner.plan(
            PlanCase.flow(List.of(), List.of("docker:image=acme/trainer:1.4,pull=always")),
            Configuration.load(Map.of("METAFLOW_HOME", "/nowhere"), Path.of("/")),
            List.of("docker:image=acme/trainer:1.5"));
    assertEquals(
        """
        train runs on docker
          image  acme/trainer:1.5  --with docker:image=acme/trainer:1.5
                                     instead of acme/trainer:1.4, @Docker on train (F.java:9)
          pull   always            @Docker on train (F.java:9)
        """,
        Explanation.text(plan, Optional.of("train")));
  }

  @Test
  void explainsForProgramsAsDocumented() throws Exception {
    RunPlan plan = planOf("pypi:python=3.12,packages=scikit-learn==1.5.2");
    PlanCase step = explained(plan);
    assertEquals("local", step.text("compute"));
    assertEquals(
        "{kind=pypi, python=3.12, packages=[scikit-learn==1.5.2],"
            + " source=@Pypi on train (F.java:9)}",
        step.text("environment"));
    assertEquals("F", JSON.std.mapFrom(Explanation.json(plan, Optional.empty())).get("flow"));
  }
}
