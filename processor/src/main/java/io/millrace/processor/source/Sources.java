package io.millrace.processor.source;

import io.millrace.manifest.Position;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Place;
import java.lang.reflect.Field;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;

/** What source text tells beyond the elements, as far as the compiler at hand shows it. */
public class Sources {

  /** Those of the compiler that runs: all of them under javac, none under others. */
  public static Sources of(ProcessingEnvironment environment) {
    try {
      return JavacSources.in(unwrap(environment));
    } catch (IllegalArgumentException | LinkageError e) {
      return new Sources(); // another compiler, or a platform without the jdk.compiler module
    }
  }

  /** Where {@code place} is. */
  public Position position(Place place) {
    return new Position(fileName(place.element()), 0);
  }

  /**
   * Reports each place where a method of {@code flow} assigns one of its parameters.
   *
   * @param message of a parameter
   * @return whether there was one
   */
  public boolean reportAssignedParameters(FlowModel flow, Function<String, String> message) {
    return false;
  }

  /** By Java's own rule for public classes; others are most often found there, too. */
  static String fileName(Element element) {
    return Hierarchy.topLevel(element).getSimpleName() + ".java";
  }

  /** Gradle wraps the compiler's environment in one of its own, which the Tree API refuses. */
  private static ProcessingEnvironment unwrap(ProcessingEnvironment environment) {
    if (!environment.getClass().getName().startsWith("org.gradle.")) {
      return environment;
    }
    try {
      Field delegate = environment.getClass().getDeclaredField("delegate");
      delegate.setAccessible(true);
      return (ProcessingEnvironment) delegate.get(environment);
    } catch (ReflectiveOperationException e) {
      return environment; // it is refused then, and nothing is known of the sources
    }
  }
}
