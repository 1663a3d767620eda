package io.millrace.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue of decorators, against the annotations and by a table of values. */
final class DecoratorKindTest {
  static List<List<String>> values() {
    return Table.read("attribute-values.csv");
  }

  @ParameterizedTest
  @EnumSource
  void hasTheAnnotationsAttributesAndTypes(DecoratorKind kind) throws ClassNotFoundException {
    Map<String, String> annotated = new TreeMap<>();
    for (Method method : annotation(kind).getDeclaredMethods()) {
      annotated.put(method.getName(), type(method.getReturnType()));
    }
    assertEquals(
        annotated,
        kind.attributes().stream()
            .collect(
                Collectors.toMap(
                    Attribute::name, each -> each.type().name(), (a, b) -> a, TreeMap::new)));
  }

  @ParameterizedTest
  @EnumSource
  void hasTheAnnotationsDefaults(DecoratorKind kind) throws ClassNotFoundException {
    Map<String, Object> annotated = new LinkedHashMap<>();
    Map<String, Object> builtIn = new LinkedHashMap<>();
    for (Attribute attribute : kind.attributes()) {
      Method method =
          Arrays.stream(annotation(kind).getDeclaredMethods())
              .filter(each -> each.getName().equals(attribute.name()))
              .findFirst()
              .orElseThrow();
      if (attribute.builtIn() != null && !none(method.getDefaultValue())) {
        annotated.put(attribute.name(), number(method.getDefaultValue()));
        builtIn.put(attribute.name(), number(attribute.builtIn()));
      }
    }
    assertEquals(annotated, builtIn);
  }

  @ParameterizedTest
  @MethodSource("values")
  void judgesValues(List<String> row) throws DecoratorSpec.Unreadable {
    int dot = row.get(0).indexOf('.');
    Attribute attribute =
        DecoratorKind.of(row.get(0).substring(0, dot))
            .flatMap(kind -> kind.attribute(row.get(0).substring(dot + 1)))
            .orElseThrow();
    List<Problem> problems = attribute.check(DecoratorSpec.value(attribute, row.get(1)));
    assertEquals(row.get(2), problems.stream().map(Problem::tag).collect(Collectors.joining()));
    problems.forEach(
        problem -> assertEquals(1, problem.message().lines().count(), problem.message()));
  }

  @Test
  void aListsProblemsNameTheirEntries() {
    Attribute labels = DecoratorKind.KUBERNETES.attribute("labels").orElseThrow();
    assertEquals(
        List.of(1, 3),
        labels.check(List.of("a=1", "b c", "c=3", "=d")).stream().map(Problem::entry).toList());
  }

  @Test
  void findsAttributesByBothSpellings() {
    DecoratorKind batch = DecoratorKind.BATCH;
    assertEquals(batch.attribute("maxSwap"), batch.attribute("max_swap"));
    assertEquals(batch.attribute("batchTags"), batch.attribute("aws_batch_tags"));
  }

  @Test
  void judgesAttributesTogether() {
    assertEquals(1, DecoratorKind.TIMEOUT.check(Map.of()).size());
    assertEquals(1, DecoratorKind.TIMEOUT.check(Map.of("seconds", 0L)).size());
    assertEquals(0, DecoratorKind.TIMEOUT.check(Map.of("seconds", 0L, "hours", 1L)).size());
    assertEquals(1, DecoratorKind.BATCH.check(Map.of("inferentia", 1L, "trainium", 1L)).size());
    assertEquals(0, DecoratorKind.BATCH.check(Map.of("trainium", 1L)).size());
    assertEquals(0, DecoratorKind.RETRY.check(Map.of()).size());
  }

  private static Class<?> annotation(DecoratorKind kind) throws ClassNotFoundException {
    return Class.forName("io.millrace." + kind.annotation());
  }

  private static String type(Class<?> type) {
    return type == String.class
        ? "STRING"
        : type == String[].class
            ? "STRINGS"
            : type == int.class ? "INTEGER" : type == double.class ? "NUMBER" : "BOOLEAN";
  }

  /** An annotation cannot leave a value out: nothing, zero and an empty list stand for that. */
  private static boolean none(@Nullable Object value) {
    return value == null
        || value.equals("")
        || value.equals(0)
        || (value.getClass().isArray() && Array.getLength(value) == 0);
  }

  private static Object number(@Nullable Object value) {
    return value instanceof Number number
        ? (Object) number.doubleValue()
        : Objects.requireNonNull(value);
  }
}
