package io.millrace.runtime.parameters;

import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import io.millrace.runtime.config.UsageException;
import io.millrace.runtime.locale.PlainLocale;
import io.millrace.runtime.task.FlowType;
import io.millrace.runtime.weaving.ClassPath;
import io.millrace.runtime.weaving.FlowClassLoader;
import io.millrace.runtime.weaving.PlainInitializers;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of a flow's parameters: from the command line, else from {@code METAFLOW_RUN_<NAME>},
 * else the initializers of the fields.
 */
public final class ParameterValues {
  private static final int LARGEST_FILE = 2_000_000_000;

  private final FlowManifest flow;
  private final ClassLoader loader;

  /**
   * @param loader has the flow's classes
   */
  public ParameterValues(FlowManifest flow, ClassLoader loader) {
    this.flow = flow;
    this.loader = loader;
  }

  /**
   * The value of each parameter.
   *
   * @param options what the command line gave, by the option's name without dashes
   * @param environment to look for {@code METAFLOW_RUN_<NAME>} in; an empty variable counts as not
   *     set
   * @param folder that an included file's path is relative to
   * @throws UsageException for the first parameter, in the order of their declaration, that is
   *     missing or wrong; or if an initializer fails
   */
  public Parameters resolve(
      Map<String, String> options, Map<String, String> environment, Path folder) {
    Map<String, Given> given = new LinkedHashMap<>();
    for (ParameterField parameter : flow.parameters()) {
      given(parameter, options, environment)
          .ifPresent(value -> given.put(parameter.field(), value));
    }
    boolean some = !given.isEmpty() && given.size() < flow.parameters().size();
    FlowType type = FlowType.of(flow, some ? new FlowClassLoader(new ClassPath(flow)) : loader);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ParameterField parameter : flow.parameters()) {
      Given value = given.get(parameter.field());
      if (value != null) {
        values.put(parameter.field(), value.read(parameter, type, folder));
      }
    }
    if (values.size() < flow.parameters().size()) {
      checkLocale();
      values.putAll(Defaults.of(flow, type, values));
    }
    return new Parameters(type, values);
  }

  /** The initializer's value of each parameter, by its field; null where it has none. */
  public Map<String, @Nullable Object> defaults() {
    checkLocale();
    return Defaults.of(flow, FlowType.of(flow, loader), Map.of());
  }

  /** Initializers are the author's code, and may read files. */
  private void checkLocale() {
    PlainLocale.check(() -> PlainInitializers.of(flow.className(), loader));
  }

  /** The variable that gives a parameter, such as {@code METAFLOW_RUN_LEARNING_RATE}. */
  public static String variable(ParameterField parameter) {
    return "METAFLOW_RUN_" + parameter.name().replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** A value as it was given, and where. */
  private record Given(String text, String source) {
    Object read(ParameterField parameter, FlowType type, Path folder) {
      return parameter.file().isPresent()
          ? content(source, folder.resolve(text), parameter.file().get())
          : parse(source, text, type.typeOf(parameter.field()));
    }
  }

  private static Optional<Given> given(
      ParameterField parameter, Map<String, String> options, Map<String, String> environment) {
    String option = "--" + parameter.name();
    String text = options.get(parameter.name());
    if (text != null) {
      return Optional.of(new Given(text, option));
    }
    String variable = variable(parameter);
    String set = environment.getOrDefault(variable, "");
    if (set.isEmpty() && parameter.required()) {
      throw new UsageException(
          "The parameter " + option + " is missing. Give it, or set " + variable + ".");
    }
    return set.isEmpty() ? Optional.empty() : Optional.of(new Given(set, variable));
  }

  private static Object parse(String source, String text, Type type) {
    try {
      return ParameterText.parse(text, type);
    } catch (ParameterText.Unreadable e) {
      throw new UsageException(source + ": " + e.getMessage());
    }
  }

  private static Object content(String source, Path file, ParameterField.IncludedFile included) {
    try {
      if (Files.exists(file) && !Files.isDirectory(file) && !Files.isRegularFile(file)) {
        throw new UsageException(
            "%s: %s is a device or a pipe. Give the path of a file.".formatted(source, file));
      } else if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
        throw new UsageException(
            "%s: %s has %d bytes, and a file that is included has 2 GB at most. Read it in a step."
                .formatted(source, file, Files.size(file)));
      }
      byte[] bytes = Files.readAllBytes(file);
      return included.text()
          ? Charset.forName(included.encoding())
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes))
              .toString()
          : bytes;
    } catch (NoSuchFileException e) {
      throw new UsageException(
          source + ": there is no file " + file + ". Give the path of a file.");
    } catch (CharacterCodingException e) {
      throw new UsageException(
          "%s: %s is not %s text. Set the encoding of the @IncludeFile, or text = false."
              .formatted(source, file, included.encoding()));
    } catch (IOException e) {
      throw new UsageException(source + ": " + file + " cannot be read: " + e.getMessage() + ".");
    }
  }
}
