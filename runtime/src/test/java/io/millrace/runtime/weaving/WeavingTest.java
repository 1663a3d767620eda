package io.millrace.runtime.weaving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.manifest.FlowManifest;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever way code takes to a flow's fields, it is heard. */
class WeavingTest {
  private static final FlowManifest FLOW =
      WovenClasses.flow(
          "Ways",
          List.of(),
          List.of("inherited", "number", "wide", "counter", "shared", "text", "texts"));

  @TempDir static Path folder = Path.of("");

  @BeforeAll
  static void compile() {
    WovenClasses.compile(folder, 17, "Base", "Ways");
  }

  private record Call(WovenClasses.Recorder heard, FlowClassLoader loader, Object result) {}

  /** Calls a method of a new flow. */
  private static Call call(String method) throws Exception {
    FlowClassLoader loader = WovenClasses.loader(folder, FLOW);
    WovenClasses.Recorder heard = new WovenClasses.Recorder(FLOW);
    Object flow = heard.make(loader.loadClass("Ways"));
    heard.assigned.clear();
    Method way = flow.getClass().getDeclaredMethod(method);
    way.setAccessible(true);
    try {
      return new Call(heard, loader, way.invoke(flow));
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getCause());
    }
  }

  @Test
  void whatConstructorsAssignIsHeard() throws Exception {
    FlowClassLoader loader = WovenClasses.loader(folder, FLOW);
    WovenClasses.Recorder heard = new WovenClasses.Recorder(FLOW);

    heard.make(loader.loadClass("Ways"));

    assertEquals(List.of("inherited", "texts", "wide"), heard.assigned);
    assertFalse(loader.isOpen());
  }

  @ParameterizedTest
  @ValueSource(strings = {"readDirectly", "readByLambda", "readByInner", "readByHelper"})
  void aReadOfWhatIsMissingLoadsIt(String way) throws Exception {
    Call call = call(way);

    assertEquals("loaded", call.result);
    assertEquals(List.of("text"), call.heard.read);
    assertFalse(call.loader.isOpen());
  }

  @ParameterizedTest
  @CsvSource({
    "assignDirectly, text",
    "assignNumber, number",
    "assignWide, wide",
    "assignInherited, inherited",
    "assignByHelper, text",
    "assignByReflection, number",
    "assignPrimitiveByReflection, wide",
    "assignByReferenceToReflection, number",
    "assignByVarHandle, counter",
    "addByVarHandle, counter",
    "compareAndSetByVarHandle, counter",
    "exchangeByVarHandle, counter",
    "exchangeAndIgnoreByVarHandle, counter",
    "exchangeBoxedByVarHandle, counter",
    "exchangeWideByVarHandle, wide",
    "exchangeTextByVarHandle, shared",
    "assignByUnreflectedVarHandle, counter",
    "assignBySetter, number",
    "assignByUnreflectedSetter, number",
    "assignByUpdater, counter",
    "assignByReferenceUpdater, shared",
  })
  void anAssignmentIsHeard(String way, String field) throws Exception {
    assertEquals(List.of(field), call(way).heard.assigned);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assignOtherByReflection",
        "assignHiddenByReflection",
        "assignStaticByReflection",
        "assignOtherByVarHandle",
        "assignOtherBySetter",
        "assignOtherByUpdater"
      })
  void anAssignmentOfWhatIsNotAnArtifactIsNotHeard(String way) throws Exception {
    assertEquals(List.of(), call(way).heard.assigned);
  }

  /** As without weaving; of locals, Java names what the compiler left the names of. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          useWhatIsNull | Cannot invoke "String.length()" because "this.shared" is null
          readOfNothing | Cannot read field "text" because "<local1>" is null
          assignToNothing | Cannot assign field "number" because "<local1>" is null
          assignWideToNothing | Cannot assign field "wide" because "<local1>" is null
          """)
  void anExceptionForNullSaysWhatWasNull(String way, String words) {
    AssertionError failure = assertThrows(AssertionError.class, () -> call(way));

    Throwable cause = Objects.requireNonNull(failure.getCause());
    assertEquals(words, cause.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failToCompareAndSet",
        "failToExchange",
        "failToExchangeWide",
        "failToExchangeBoxed",
        "failToExchangeText"
      })
  void comparingWithoutSettingAssignsNothing(String way) throws Exception {
    assertEquals(List.of(), call(way).heard.assigned);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "seekField",
        "seekFields",
        "seekPublicFields",
        "seekFieldsOfBase",
        "seekByReference",
        "seekByMethod",
        "seekByHandleOfMethod",
        "seekGetter",
        "seekVarHandle",
        "seekUpdater",
        "makeClassLoader",
        "makeOwnClassLoader",
        "makeClassLoaderByReference",
        "defineClass",
        "loadLibrary",
        "copy"
      })
  void codeThatIsNotSeenIsLetIn(String way) throws Exception {
    Call call = call(way);

    assertTrue(call.loader.isOpen());
    assertEquals(List.of(), call.heard.assigned);
  }

  @ParameterizedTest
  @ValueSource(strings = {"seekFieldsOfOthers", "callByReflection", "touchOthers"})
  void othersAreLeftAlone(String way) throws Exception {
    Call call = call(way);

    assertFalse(call.loader.isOpen());
    assertEquals(List.of(), call.heard.assigned);
  }

  @Test
  void aClassThatTouchesNothingIsNotWoven() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("Stranger.class"));

    Weaver.Woven woven = weaver().weave("Stranger", bytes);

    assertArrayEquals(bytes, woven.bytes());
    assertFalse(woven.opens());
  }

  /** Nothing is known of what it does. */
  @Test
  void aClassOfAJavaToComeLetsInCodeThatIsNotSeen() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("Helper.class"));
    bytes[7] = 120;

    Weaver.Woven woven = weaver().weave("Helper", bytes);

    assertArrayEquals(bytes, woven.bytes());
    assertTrue(woven.opens());
  }

  /** All is loaded and compared then. */
  @Test
  void aFlowOfAJavaToComeIsNotWatched() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("Ways.class"));
    bytes[7] = 120;

    assertTrue(Weaver.of(FLOW, name -> name.equals("Ways") ? bytes : null).watched().isEmpty());
  }

  private static Weaver weaver() {
    return Weaver.of(
        FLOW,
        name -> {
          try {
            Path file = folder.resolve(name + ".class");
            return Files.exists(file) ? Files.readAllBytes(file) : null;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
  }

  private static final List<String> PARAMETERS =
      List.of(
          "plain",
          "number",
          "ternary",
          "wide",
          "truth",
          "list",
          "array",
          "inner",
          "concatenated",
          "chosen",
          "tried",
          "inBlock",
          "inConstructor");

  static Stream<String> parameters() {
    return PARAMETERS.stream();
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void theInitializerOfAParameterThatIsGivenDoesNotRun(String parameter, @TempDir Path classes)
      throws Exception {
    WovenClasses.compile(classes, 17, "Initializers");
    FlowManifest flow = WovenClasses.flow("Initializers", PARAMETERS, List.of("twice", "total"));
    Class<?> type = WovenClasses.loader(classes, flow).loadClass("Initializers");
    WovenClasses.Recorder given = new WovenClasses.Recorder(flow);
    Object plain = new WovenClasses.Recorder(flow).make(type);
    List<String> all = ran(type);
    Object value = value(plain, parameter);
    given.given.put(parameter, value);

    Object made = given.make(type);

    assertTrue(all.contains(parameter), all::toString);
    assertFalse(ran(type).contains(parameter));
    for (String each : PARAMETERS) {
      assertTrue(each.equals(parameter) || all.contains(each), each);
    }
    assertEquals(value, value(made, parameter));
    assertEquals(42L, value(made, "total"));
    assertEquals("twice3", value(made, "twice"));
  }

  /** What has run since it was last asked. */
  private static List<String> ran(Class<?> type) throws ReflectiveOperationException {
    var field = type.getDeclaredField("RUN");
    field.setAccessible(true);
    StringBuilder names = (StringBuilder) field.get(null);
    List<String> ran = Arrays.asList(names.toString().split(" "));
    names.setLength(0);
    return ran;
  }

  private static Object value(Object flow, String name) throws ReflectiveOperationException {
    var field = flow.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(flow);
  }
}
