package io.millrace.processor.generate;

import io.millrace.manifest.Position;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Place;
import java.lang.reflect.Field;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;

/** What source text tells beyond the elements, as far as the compiler at hand shows it. */
class Sources {

  /** Those of the compiler that runs: all of them under javac, none under others. */
  static Sources of(ProcessingEnvironment environment) {
    try {
      return JavacSources.in(unwrap(environment));
    } catch (IllegalArgumentException | LinkageError e) {
      return new Sources(); // another compiler, or a platform without the jdk.compiler module
    }
  }

  /** Where {@code place} is. */
  Position position(Place place) {
    return new Position(fileName(place.element()), 0);
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
