package io.millrace.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.processor.Compilation.Compiler;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build that compiles only what changed relies on. */
class IncrementalTest {
  private static final List<String> FLOWS =
      List.of("Linear", "Switch", "NestedForeach", "ThreeLevels", "Decorated", "Parameters");

  @Test
  void aFlowIsWrittenAloneAsItIsAmongOthers(@TempDir Path all, @TempDir Path alone) {
    Map<String, String> together =
        Compilation.of(Compiler.JAVAC, all, FLOWS.stream().map(IncrementalTest::source).toList())
            .texts();
    for (String flow : FLOWS) {
      Path output = alone.resolve(flow);
      assertTrue(output.toFile().mkdir());
      Map<String, String> texts =
          Compilation.of(Compiler.JAVAC, output, List.of(source(flow)), all).texts();
      assertTrue(together.entrySet().containsAll(texts.entrySet()), flow);
      assertEquals(1, texts.size(), texts::toString);
    }
  }

  /** Gradle's rule for isolating processors. */
  @Test
  void everyFileHasItsFlowAsItsOnlyOrigin(@TempDir Path output) {
    Recorder recorder = new Recorder();
    Compilation.of(
        recorder, Compiler.JAVAC, output, FLOWS.stream().map(IncrementalTest::source).toList());

    assertEquals(FLOWS.size(), recorder.origins.size());
    recorder.origins.forEach(
        (file, origins) -> assertTrue(file.contains(String.join("+", origins)), file + origins));
  }

  @Test
  void gradleIsToldSo() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            FlowProcessor.class.getResourceAsStream(
                "/META-INF/gradle/incremental.annotation.processors"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertEquals("io.millrace.processor.FlowProcessor,isolating", text.strip());
    }
  }

  private static Path source(String flow) {
    return Resources.ROOT.resolve("legal").resolve(flow + ".java");
  }

  /** The processor, with a filer that writes down what each file is made from. */
  @SupportedAnnotationTypes("io.millrace.*")
  private static final class Recorder extends AbstractProcessor {
    private final FlowProcessor processor = new FlowProcessor();
    private final Map<String, List<String>> origins = new TreeMap<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return processor.getSupportedSourceVersion();
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
      super.init(environment);
      Filer filer = environment.getFiler();
      Filer recording =
          proxy(
              Filer.class,
              filer,
              (method, arguments) -> {
                if (method.startsWith("create")) {
                  boolean resource = method.equals("createResource");
                  Element[] from = (Element[]) arguments[arguments.length - 1];
                  origins.put(
                      String.valueOf(arguments[resource ? 2 : 0]),
                      List.of(from).stream().map(Element::toString).toList());
                }
                return null;
              });
      processor.init(
          proxy(
              ProcessingEnvironment.class,
              environment,
              (method, arguments) -> method.equals("getFiler") ? recording : null));
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return processor.process(annotations, round);
    }

    private interface Before {
      @Nullable Object call(String method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, T target, Before before) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (proxy, method, arguments) -> {
                Object answer = before.call(method.getName(), arguments);
                try {
                  return answer != null ? answer : method.invoke(target, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }
  }
}
