package io.millrace.processor.source;

import com.sun.source.tree.Tree;
import io.millrace.manifest.Position;
import io.millrace.processor.model.FlowModel;
import io.millrace.processor.model.Hierarchy;
import io.millrace.processor.model.Place;
import java.lang.reflect.Field;
import java.util.Optional;
import java.util.function.Function;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;

/** What source text tells beyond the elements, as far as the compiler at hand shows it. */
public class Sources {

  /**
   * Those of the compiler that runs: all of them under javac; under Eclipse's, those whose files
   * can be parsed again; none under others.
   */
  public static Sources of(ProcessingEnvironment environment) {
    try {
      return JavacSources.in(unwrap(environment));
    } catch (IllegalArgumentException | LinkageError e) {
      return others(environment);
    }
  }

  /** Those of another compiler, or on a platform without the jdk.compiler module. */
  private static Sources others(ProcessingEnvironment environment) {
    try {
      return environment.getClass().getName().startsWith("org.eclipse.")
          ? ParsedSources.of(environment.getMessager())
          : new Sources();
    } catch (LinkageError e) {
      return new Sources();
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

  /** The text of all classes that {@code flow} is made of; empty if not all of it can be read. */
  public Optional<FlowText> text(FlowModel flow) {
    return Optional.empty();
  }

  /**
   * Reports something that is at {@code tree}; once, if several flows share the code.
   *
   * @param around the method that it is in, or is called by
   */
  public void report(
      Diagnostic.Kind kind, String text, Tree tree, FlowText.Part part, Element around) {
    throw new IllegalStateException("There is no text.");
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
