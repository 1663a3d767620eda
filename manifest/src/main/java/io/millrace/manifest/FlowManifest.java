package io.millrace.manifest;

import java.util.List;
import java.util.Optional;

/**
 * A flow as its author wrote it, defaults left out.
 *
 * @param name the flow's name
 * @param className the binary name of the flow class, such as {@code acme.Flows$ScoreFlow}
 * @param description empty if none was given
 * @param position of the class
 * @param parameters in the order of their declaration, inherited ones first
 * @param artifacts in the order of their declaration, inherited ones first
 * @param steps in the order of their declaration, inherited ones first; an overriding method stands
 *     where it is declared
 * @param decorators those on the class, in the order in which they were written
 */
public record FlowManifest(
    String name,
    String className,
    String description,
    Position position,
    List<ParameterField> parameters,
    List<ArtifactField> artifacts,
    List<StepMethod> steps,
    List<Decorator> decorators) {

  /** The version that this code writes, and the only one that it reads. */
  public static final int VERSION = 1;

  /** Where a jar keeps its manifests: {@code FOLDER + className + ".json"}. */
  public static final String FOLDER = "META-INF/millrace/flows/";

  public FlowManifest {
    parameters = List.copyOf(parameters);
    artifacts = List.copyOf(artifacts);
    steps = List.copyOf(steps);
    decorators = List.copyOf(decorators);
  }

  /** The step called {@code name}. */
  public Optional<StepMethod> step(String name) {
    return steps.stream().filter(step -> step.name().equals(name)).findFirst();
  }
}
