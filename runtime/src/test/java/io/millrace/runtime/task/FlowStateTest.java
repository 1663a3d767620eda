package io.millrace.runtime.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.manifest.ArtifactField;
import io.millrace.manifest.FlowManifest;
import io.millrace.manifest.Position;
import io.millrace.runtime.artifact.ArtifactException;
import io.millrace.runtime.datastore.ArtifactRef;
import io.millrace.runtime.datastore.AttemptStore;
import io.millrace.runtime.datastore.StorageDatastore;
import io.millrace.runtime.datastore.TaskPath;
import io.millrace.runtime.weaving.ClassPath;
import io.millrace.runtime.weaving.FlowClassLoader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a flow's fields come with and leave, where accesses are seen and where they are not. */
class FlowStateTest {
  private static final String LARGE = "0123456789".repeat(100_000);
  private static final FlowManifest FLOW =
      new FlowManifest(
          "StateFlow",
          "flows.StateFlow",
          "",
          at(),
          List.of(),
          Stream.of("number", "text", "large", "texts", "counts", "names", "hashed")
              .map(name -> new ArtifactField(name, "", at()))
              .toList(),
          List.of(),
          List.of());

  private static Position at() {
    return new Position("StateFlow.java", 0);
  }

  @TempDir private Path folder = Path.of("");
  private final List<String> loaded = Collections.synchronizedList(new ArrayList<>());
  private StorageDatastore datastore = StorageDatastore.at(folder);
  private AttemptStore store = datastore.attempt(new TaskPath("StateFlow", "1", "start", "2"), 0);
  private Map<String, ArtifactRef> before = Map.of();

  @BeforeEach
  void storeWhatComes() {
    datastore = StorageDatastore.at(folder.resolve(".metaflow"));
    store = datastore.attempt(new TaskPath("StateFlow", "1", "start", "2"), 0);
    Map<String, ArtifactRef> all = new HashMap<>();
    all.put("number", store.save("number", 7, int.class));
    all.put("text", store.save("text", "as it came", String.class));
    all.put("large", store.save("large", LARGE, String.class));
    all.put("texts", store.save("texts", List.of("one"), List.class));
    all.put("counts", store.save("counts", Map.of("one", 1), Map.class));
    all.put("names", store.save("names", Set.of("b", "a"), Set.class));
    all.put("_other", store.save("_other", 1, int.class));
    before = all;
  }

  private record Instance(FlowState state, Object flow) {
    Object call(String method) throws Throwable {
      try {
        return flow.getClass().getMethod(method).invoke(flow);
      } catch (InvocationTargetException e) {
        throw e.getCause();
      }
    }
  }

  private Instance make(boolean seen, Map<String, ArtifactRef> artifacts, boolean join)
      throws Throwable {
    ClassLoader plain = getClass().getClassLoader();
    ClassLoader classes = seen ? new FlowClassLoader(new ClassPath(FLOW)) : plain;
    FlowType type = FlowType.of(FLOW, classes);
    FlowState state =
        new FlowState(
            type,
            new FieldStore(datastore, counting(store)),
            Observation.of(classes, type),
            artifacts,
            join);
    return new Instance(state, state.make());
  }

  private AttemptStore counting(AttemptStore real) {
    return (AttemptStore)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {AttemptStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().startsWith("load")) {
                loaded.add(String.valueOf(arguments[0]));
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void whatIsLargeIsNotLoadedUnlessItIsRead() throws Throwable {
    Instance made = make(true, before, false);

    assertFalse(loaded.contains("large"));
    assertEquals(before.get("large"), made.state.save().get("large"));
    assertFalse(loaded.contains("large"));
  }

  @Test
  void whatIsLargeIsLoadedOnceWhoeverReadsIt() throws Throwable {
    Instance made = make(true, before, false);

    assertEquals((long) LARGE.length(), made.call("lengthByManyThreads"));
    assertEquals(1, Collections.frequency(loaded, "large"));
    assertEquals(before.get("large"), made.state.save().get("large"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reflectionSeesWhatIsLarge(boolean seen) throws Throwable {
    assertEquals(LARGE.length(), make(seen, before, false).call("lengthByReflection"));
  }

  @Test
  void whereNothingIsSeenAllIsLoaded() throws Throwable {
    make(false, before, false);

    assertTrue(loaded.contains("large"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsUntouchedStaysAsItCame(boolean seen) throws Throwable {
    Map<String, ArtifactRef> expected = new HashMap<>(before);
    expected.remove("_other");

    assertEquals(expected, make(seen, before, false).state.save());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsChangedBackStaysAsItCame(boolean seen) throws Throwable {
    Map<String, ArtifactRef> expected = new HashMap<>(before);
    expected.remove("_other");
    Instance made = make(seen, before, false);

    made.call("changeAndChangeBack");

    assertEquals(expected, made.state.save());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsChangedInPlaceIsKept(boolean seen) throws Throwable {
    Instance made = make(seen, before, false);

    made.call("changeInPlace");

    Map<String, ArtifactRef> after = made.state.save();
    assertEquals(List.of("one", "more"), load(after, "texts"));
    assertEquals(Map.of("one", 1L, "more", 1L), load(after, "counts"));
    assertEquals(Set.of("a", "b", "more"), load(after, "names"));
    assertEquals(before.get("text"), after.get("text"));
  }

  private @Nullable Object load(Map<String, ArtifactRef> artifacts, String name) {
    ArtifactRef ref = artifacts.get(name);
    return ref == null ? "absent" : store.load(name, ref, Object.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void zeroAndNullReplaceWhatCame(boolean seen) throws Throwable {
    Instance made = make(seen, before, false);

    made.call("assignDefaults");

    Map<String, ArtifactRef> after = made.state.save();
    assertEquals(0L, load(after, "number"));
    for (String name : List.of("text", "large")) {
      ArtifactRef none = store.save("none", null, Object.class);
      assertEquals(none, after.get(name));
    }
    assertEquals(seen, !loaded.contains("large"));
  }

  @Test
  void aFieldIsAnArtifactOnceItIsAssignedIfOnlyItsDefault() throws Throwable {
    Instance seen = make(true, Map.of(), false);
    assertEquals(Set.of("texts"), seen.state.save().keySet());

    seen.call("assignDefaults");

    assertEquals(
        Set.of("large", "number", "text", "texts"), new TreeSet<>(seen.state.save().keySet()));
  }

  /** Nobody sees it there: the documented difference. */
  @Test
  void whereNothingIsSeenADefaultThatIsAssignedIsNoArtifact() throws Throwable {
    Instance unseen = make(false, Map.of(), false);

    unseen.call("assignDefaults");

    assertEquals(Set.of("texts"), unseen.state.save().keySet());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aHashMapThatComesInAnotherOrderIsNotChanged(boolean seen) throws Throwable {
    Map<String, Integer> other = new HashMap<>(1 << 16);
    IntStream.range(0, 100).forEach(i -> other.put("key" + i * 7919, i));
    Map<String, ArtifactRef> all = Map.of("hashed", store.save("hashed", other, Map.class));

    Map<String, ArtifactRef> after = make(seen, all, false).state.save();

    assertEquals(all.get("hashed"), after.get("hashed"));
  }

  @Test
  void aMergeIsOfWhatTheStepHasNotAssigned() throws Throwable {
    Instance seen = make(true, Map.of(), true);
    assertFalse(seen.state.isAssigned("texts"));
    assertFalse(seen.state.isAssigned("number"));

    seen.call("assignDefaults");

    assertTrue(seen.state.isAssigned("number"));
    assertTrue(seen.state.isAssigned("text"));
    assertFalse(seen.state.isAssigned("texts"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @SuppressWarnings("unchecked")
  void aListOfAnInitializerThatIsAddedToIsAssigned(boolean seen) throws Throwable {
    Instance made = make(seen, Map.of(), true);

    ((List<String>) made.flow.getClass().getField("texts").get(made.flow)).add("more");

    assertTrue(made.state.isAssigned("texts"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatIsCarriedOverIsThereAndIsKept(boolean seen) throws Throwable {
    Instance made = make(seen, Map.of(), true);

    made.state.carry("large", Objects.requireNonNull(before.get("large")));
    made.state.carry("texts", Objects.requireNonNull(before.get("texts")));

    assertEquals(seen, !loaded.contains("large"));
    assertEquals((long) LARGE.length(), made.call("lengthByManyThreads"));
    assertEquals(before.get("large"), made.state.save().get("large"));
    assertEquals(before.get("texts"), made.state.save().get("texts"));
  }

  /** As after a change of the field's type: only who reads it is in trouble. */
  @Test
  void whatTheFieldCannotHoldTroublesOnlyWhoReadsIt() throws Throwable {
    Map<String, ArtifactRef> odd = new HashMap<>(before);
    odd.put("large", store.save("large", Map.of(1, 2), Map.class));

    Instance made = make(true, odd, false);

    assertEquals(odd.get("large"), made.state.save().get("large"));
    assertThrows(ArtifactException.class, () -> made.state.value("large"));
    assertThrows(ArtifactException.class, () -> make(false, odd, false));
  }
}
