package io.millrace.runtime.parameters;

import io.millrace.generated.FlowRunner;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import io.millrace.runtime.config.UsageException;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a flow's parameters: from the command line, else from {@code METAFLOW_RUN_<NAME>},
 * else the initializers of the fields.
 */
public final class ParameterValues {
  private final FlowManifest manifest;
  private final FlowRunner<Object> runner;
  private final Map<String, Integer> fields = new HashMap<>();

  /**
   * @param manifest of the flow
   * @param runner of the same flow
   */
  public ParameterValues(FlowManifest manifest, FlowRunner<Object> runner) {
    this.manifest = manifest;
    this.runner = runner;
    for (int i = 0; i < runner.fields().size(); i++) {
      fields.put(runner.fields().get(i).name(), i);
    }
  }

  /**
   * The value of each parameter, by its field.
   *
   * @param options what the command line gave, by the option's name without dashes
   * @param environment to look for {@code METAFLOW_RUN_<NAME>} in; an empty variable counts as not
   *     set
   * @param folder that an included file's path is relative to
   * @throws UsageException for the first parameter, in the order of their declaration, that is
   *     missing or wrong
   */
  public Map<String, Object> resolve(
      Map<String, String> options, Map<String, String> environment, Path folder) {
    Object defaults = runner.newFlow();
    Map<String, Object> values = new LinkedHashMap<>();
    for (ParameterField parameter : manifest.parameters()) {
      values.put(parameter.field(), value(parameter, options, environment, folder, defaults));
    }
    return values;
  }

  /** The initializer's value of each parameter, by its field; null where it has none. */
  public Map<String, @Nullable Object> defaults() {
    Object flow = runner.newFlow();
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (ParameterField parameter : manifest.parameters()) {
      values.put(parameter.field(), runner.get(flow, index(parameter)));
    }
    return values;
  }

  /** The variable that gives a parameter, such as {@code METAFLOW_RUN_LEARNING_RATE}. */
  public static String variable(ParameterField parameter) {
    return "METAFLOW_RUN_" + parameter.name().replace('-', '_').toUpperCase(Locale.ROOT);
  }

  @SuppressWarnings(
      "NullAway") // a parameter without an initializer has the value null, as an artifact has
  private Object value(
      ParameterField parameter,
      Map<String, String> options,
      Map<String, String> environment,
      Path folder,
      Object defaults) {
    String option = "--" + parameter.name();
    String text = options.get(parameter.name());
    String source = option;
    if (text == null && !environment.getOrDefault(variable(parameter), "").isEmpty()) {
      text = environment.get(variable(parameter));
      source = variable(parameter);
    }
    if (text == null && parameter.required()) {
      throw new UsageException(
          "The parameter " + option + " is missing. Give it, or set " + variable(parameter) + ".");
    }
    if (text == null) {
      return runner.get(defaults, index(parameter));
    }
    return parameter.file().isPresent()
        ? content(source, folder.resolve(text), parameter.file().get())
        : parse(source, text, runner.fields().get(index(parameter)).type());
  }

  private int index(ParameterField parameter) {
    Integer index = fields.get(parameter.field());
    if (index == null) {
      throw new IllegalStateException(
          "The runner of " + manifest.className() + " has no field '" + parameter.field() + "'.");
    }
    return index;
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
