package io.millrace.runtime.weaving;

import io.millrace.manifest.ArtifactField;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.ParameterField;
import io.millrace.manifest.Position;
import io.millrace.woven.FieldWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Classes of the tests' resources, compiled and woven. */
final class WovenClasses {
  private static final Path SOURCES = Path.of("src", "test", "resources", "weaving");
  private static final Position NOWHERE = new Position("Flow.java", 0);

  private WovenClasses() {}

  /** Compiles {@code sources} for Java {@code release} to {@code folder}. */
  static void compile(Path folder, int release, String... sources) {
    List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", folder + ""));
    arguments.addAll(List.of("--release", Integer.toString(release)));
    Stream.of(sources).map(name -> SOURCES.resolve(name + ".java") + "").forEach(arguments::add);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    if (code != 0) {
      throw new IllegalStateException("The sources do not compile.");
    }
  }

  static FlowManifest flow(String name, List<String> parameters, List<String> artifacts) {
    return new FlowManifest(
        name,
        name,
        "",
        NOWHERE,
        parameters.stream()
            .map(
                each ->
                    new ParameterField(
                        each, each, "int", "", false, List.of(), Optional.empty(), NOWHERE))
            .toList(),
        artifacts.stream().map(each -> new ArtifactField(each, "int", NOWHERE)).toList(),
        List.of(),
        List.of());
  }

  static FlowClassLoader loader(Path folder, FlowManifest flow) throws IOException {
    return new FlowClassLoader(new ClassPath(flow, folder.toUri().toURL()));
  }

  /** Writes down what it hears, by the names of the fields. */
  static final class Recorder extends FieldWatch {
    final List<String> read = new ArrayList<>();
    final List<String> assigned = new ArrayList<>();
    final Map<String, Object> given = new HashMap<>();
    private final List<String> names;
    private boolean made;

    Recorder(FlowManifest flow) {
      List<String> all = new ArrayList<>();
      flow.parameters().forEach(each -> all.add(each.field()));
      flow.artifacts().forEach(each -> all.add(each.name()));
      this.names = all;
    }

    Object make(Class<?> type) throws ReflectiveOperationException {
      var constructor = type.getDeclaredConstructor();
      constructor.setAccessible(true);
      expect(this);
      try {
        return constructor.newInstance();
      } finally {
        expect(null);
        made = true;
      }
    }

    @Override
    public void assigned(String field) {
      assigned.add(field);
    }

    @Override
    protected void reading(Object flow, int field) {
      read.add(names.get(field));
      if (made && names.get(field).equals("text")) {
        set(flow, "loaded");
      }
    }

    private static void set(Object flow, String text) {
      Class<?> type = flow.getClass();
      while (true) {
        try {
          var field = type.getDeclaredField("text");
          field.setAccessible(true);
          field.set(flow, text);
          return;
        } catch (NoSuchFieldException e) {
          type = type.getSuperclass();
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    @Override
    protected void assigning(int field) {
      assigned.add(names.get(field));
    }

    @Override
    protected boolean assigningParameter(int field) {
      return !given(field);
    }

    @Override
    protected boolean given(int field) {
      return given.containsKey(names.get(field));
    }

    @Override
    protected @Nullable Object given(int field, @Nullable Object fallback) {
      return given.get(names.get(field));
    }
  }
}
