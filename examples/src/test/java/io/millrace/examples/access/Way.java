package io.millrace.examples.access;

import io.millrace.examples.access.FlowModel.Field;
import io.millrace.examples.access.FlowModel.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A way to get at a field, as Java code.
 *
 * <p>In the code, {@code $F} stands for the flow's class, {@code $D} for the class that declares
 * the field, {@code $x} for the field, {@code $X} for its name in capitals, {@code $g} for its
 * getter, {@code $T}, {@code $B} and {@code $C} for its type, boxed and erased, {@code $t} for the
 * instance and {@code $v} for the value.
 */
enum Way {
  DIRECT("$t.$x", "$t.$x = $v;"),
  ACCESSOR("$t.$g()", "$t.set$X($v);"),
  FINALLY(
      "$t.finally$X()",
      "try { $t.hashCode(); } finally { $t.$x = $v; }",
      Part.FLOW,
      "$T finally$X() { try { return $x; } finally { hashCode(); } }"),
  ARRAY_OF_FLOWS("new $F[] {$t}[0].$x", "new $F[] {$t}[0].$x = $v;"),
  CONSTRUCTOR_HELPER(
      "$t.byConstructor.$g()", "$t.byConstructor.set$X($v);", Part.HELPER, Code.HELPER),
  INITIALIZER_HELPER(
      "$t.byInitializer.$g()", "$t.byInitializer.set$X($v);", Part.HELPER, Code.HELPER),
  OTHER_CLASS(
      "$FOther.$g($t)",
      "$FOther.set$X($t, $v);",
      Part.OTHER,
      "static $T $g($F flow) { return flow.$x; }"
          + " static void set$X($F flow, $T value) { flow.$x = value; }"),
  KEPT_LAMBDA(
      "$t.lambdaGet$X.get()",
      "$t.lambdaSet$X.accept($v);",
      Part.FLOW,
      "transient Supplier<$B> lambdaGet$X = () -> this.$x;"
          + " transient Consumer<$B> lambdaSet$X = value -> this.$x = value;"),
  METHOD_REFERENCE(
      "$t.referenceGet$X.get()",
      "$t.referenceSet$X.accept($v);",
      Part.FLOW,
      "transient Supplier<$B> referenceGet$X = this::$g;"
          + " transient Consumer<$B> referenceSet$X = this::set$X;"),
  UNBOUND_REFERENCE(
      "((Function<$F, $B>) $F::$g).apply($t)", "((BiConsumer<$F, $B>) $F::set$X).accept($t, $v);"),
  ANONYMOUS_CLASS(
      "$t.anonymousGet$X()",
      "$t.anonymousSet$X($v);",
      Part.FLOW,
      "$T anonymousGet$X() { return new Object() { $T get() { return $x; } }.get(); }"
          + " void anonymousSet$X($T value) { new Object() { void set() { $x = value; } }.set(); }"),
  LOCAL_CLASS(
      "$t.localGet$X()",
      "$t.localSet$X($v);",
      Part.FLOW,
      "$T localGet$X() { class Local { $T get() { return $x; } } return new Local().get(); }"
          + " void localSet$X($T value)"
          + " { class Local { Local() { $x = value; } } new Local(); }"),
  INNER_CLASS(
      "$t.new Inner().$g()",
      "$t.new Inner().set$X($v);",
      Part.INNER,
      "$T $g() { return $x; } void set$X($T value) { $x = value; }"),
  RECORD(
      "new $FBound<$B>($t::$g, $t::set$X).get().get()",
      "new $FBound<$B>($t::$g, $t::set$X).set().accept($v);",
      Part.TOP,
      "record $FBound<T>(Supplier<T> get, Consumer<T> set) {}"),
  KEPT_RECORD(
      "$t.bound$X.get().get()",
      "$t.bound$X.set().accept($v);",
      Part.TOP,
      "record $FBound<T>(Supplier<T> get, Consumer<T> set) {}",
      Part.FLOW,
      "transient $FBound<$B> bound$X = new $FBound<>(this::$g, this::set$X);"),
  STREAM(
      "Stream.of($t).map(each -> each.$x).toList().get(0)",
      "Stream.of($t).forEach(each -> each.$x = $v);"),
  PARALLEL_STREAM(
      "IntStream.range(0, 4).parallel().mapToObj(i -> $t.$x).toList().get(3)",
      "IntStream.range(0, 4).parallel().forEach(i -> $t.$x = $v);"),
  OTHER_THREAD(
      "CompletableFuture.supplyAsync(() -> $t.$x).join()",
      "CompletableFuture.runAsync(() -> $t.$x = $v).join();"),
  NEW_THREAD(
      "$t.threadGet$X()",
      "Thread thread = new Thread(() -> $t.$x = $v); thread.start(); thread.join();",
      Part.FLOW,
      "$T threadGet$X() throws Exception { FutureTask<$B> task = new FutureTask<>(() -> $x);"
          + " new Thread(task).start(); return task.get(); }"),
  DEFAULT_METHOD(
      "$t.default$X()",
      "$t.setDefault$X($v);",
      Part.INTERFACE,
      "default $T default$X() { return self().$x; }"
          + " default void setDefault$X($T value) { self().$x = value; }"),
  SUPERCLASS(
      "$t.up$X()",
      "$t.setUp$X($v);",
      Part.BASE,
      "$T up$X() { return (($F) this).$g(); }"
          + " void setUp$X($T value) { (($F) this).set$X(value); }"),
  FIELD_IN_SUPERCLASS(
      "$t.upper$X()",
      "$t.setUpper$X($v);",
      Part.BASE,
      "$T upper$X() { return (($F) this).$x; }"
          + " void setUpper$X($T value) { (($F) this).$x = value; }"),
  VAR_HANDLE("($T) $F.handle$X().get($t)", "$F.handle$X().set($t, $v);", Part.FLOW, Code.HANDLE),
  VAR_HANDLE_VOLATILE(
      "($T) $F.handle$X().getVolatile($t)",
      "$F.handle$X().setVolatile($t, $v);",
      Part.FLOW,
      Code.HANDLE),
  VAR_HANDLE_SWAP(
      "($T) $F.handle$X().getAcquire($t)",
      "$T old = ($T) $F.handle$X().getAndSet($t, $v);",
      Part.FLOW,
      Code.HANDLE),
  VAR_HANDLE_COMPARE(
      "($T) $F.handle$X().getOpaque($t)",
      "if (!$F.handle$X().compareAndSet($t, ($T) $F.handle$X().get($t), $v))"
          + " { throw new AssertionError(); }",
      Part.FLOW,
      Code.HANDLE),
  KEPT_VAR_HANDLE(
      "($T) $FHandles.$X.get($t)",
      "$FHandles.$X.set($t, $v);",
      Part.HANDLES,
      "static final VarHandle $X; static { try {"
          + " $X = MethodHandles.lookup().findVarHandle($D.class, \"$x\", $C.class);"
          + " } catch (ReflectiveOperationException e) { throw new AssertionError(e); } }"),
  METHOD_HANDLE(
      "($T) MethodHandles.lookup().findGetter($D.class, \"$x\", $C.class).invoke($t)",
      "MethodHandles.lookup().findSetter($D.class, \"$x\", $C.class).invoke($t, $v);"),
  HANDLE_OF_METHOD(
      "($T) MethodHandles.lookup()"
          + ".findVirtual($F.class, \"$g\", MethodType.methodType($C.class)).invoke($t)",
      "MethodHandles.lookup().findVirtual($F.class, \"set$X\","
          + " MethodType.methodType(void.class, $C.class)).invoke($t, $v);"),
  UNREFLECTED(
      "($T) MethodHandles.lookup()"
          + ".unreflectGetter($D.class.getDeclaredField(\"$x\")).invoke($t)",
      "MethodHandles.lookup()"
          + ".unreflectSetter($D.class.getDeclaredField(\"$x\")).invoke($t, $v);"),
  UNREFLECTED_VAR_HANDLE(
      "($T) MethodHandles.lookup()"
          + ".unreflectVarHandle($D.class.getDeclaredField(\"$x\")).get($t)",
      "MethodHandles.lookup()"
          + ".unreflectVarHandle($D.class.getDeclaredField(\"$x\")).setRelease($t, $v);"),
  HANDLE_AS_INTERFACE(
      "($B) MethodHandleProxies.asInterfaceInstance(Supplier.class, MethodHandles.lookup()"
          + ".findGetter($D.class, \"$x\", $C.class).bindTo($t)).get()",
      "MethodHandleProxies.asInterfaceInstance(Consumer.class, MethodHandles.lookup()"
          + ".findSetter($D.class, \"$x\", $C.class).bindTo($t)).accept($v);"),
  FIELD(
      "($B) $D.class.getDeclaredField(\"$x\").get($t)",
      "$D.class.getDeclaredField(\"$x\").set($t, $v);"),
  ALL_FIELDS(
      "($B) Stream.of($D.class.getDeclaredFields())"
          + ".filter(each -> each.getName().equals(\"$x\")).findFirst().orElseThrow().get($t)",
      "for (Field each : $D.class.getDeclaredFields())"
          + " { if (each.getName().equals(\"$x\")) { each.set($t, $v); } }"),
  METHOD(
      "($B) $F.class.getMethod(\"$g\").invoke($t)",
      "$F.class.getMethod(\"set$X\", $C.class).invoke($t, new Object[] {$v});"),
  PROPERTY(
      "($B) new PropertyDescriptor(\"$x\", $F.class).getReadMethod().invoke($t)",
      "new PropertyDescriptor(\"$x\", $F.class).getWriteMethod()"
          + ".invoke($t, new Object[] {$v});"),
  REFLECTION_BY_REFLECTION(
      "($B) ((Field) Class.class.getMethod(\"getDeclaredField\", String.class)"
          + ".invoke($D.class, \"$x\")).get($t)",
      "((Field) Class.class.getMethod(\"getDeclaredField\", String.class)"
          + ".invoke($D.class, \"$x\")).set($t, $v);"),
  FIELD_OF_TYPE(
      "$FReflected.field($D.class, \"$x\").get$P($t)",
      "$FReflected.field($D.class, \"$x\").set$P($t, $v);",
      Part.REFLECTED,
      Code.REFLECTED),
  REFERENCE_TO_FIELD(
      "($B) $FReflected.get($FReflected.field($D.class, \"$x\")::get, $t)",
      "$FReflected.set($FReflected.field($D.class, \"$x\")::set, $t, $v);",
      Part.REFLECTED,
      Code.REFLECTED),
  SET_BY_REFLECTION(
      "($B) Field.class.getMethod(\"get\", Object.class)"
          + ".invoke($FReflected.field($D.class, \"$x\"), $t)",
      "Field.class.getMethod(\"set\", Object.class, Object.class)"
          + ".invoke($FReflected.field($D.class, \"$x\"), $t, $v);",
      Part.REFLECTED,
      Code.REFLECTED),
  SET_BY_HANDLE(
      "($B) (Object) MethodHandles.lookup().findVirtual(Field.class, \"get\","
          + " MethodType.methodType(Object.class, Object.class))"
          + ".invoke($FReflected.field($D.class, \"$x\"), (Object) $t)",
      "MethodHandles.lookup().findVirtual(Field.class, \"set\","
          + " MethodType.methodType(void.class, Object.class, Object.class))"
          + ".invoke($FReflected.field($D.class, \"$x\"), (Object) $t, (Object) $v);",
      Part.REFLECTED,
      Code.REFLECTED),
  HANDLE_OF_VAR_HANDLE(
      "($T) $F.handle$X().toMethodHandle(VarHandle.AccessMode.GET).invoke($t)",
      "$F.handle$X().toMethodHandle(VarHandle.AccessMode.SET).invoke($t, $v);",
      Part.FLOW,
      Code.HANDLE),
  INVOKER_OF_VAR_HANDLE(
      "($T) MethodHandles.varHandleInvoker(VarHandle.AccessMode.GET,"
          + " $F.handle$X().accessModeType(VarHandle.AccessMode.GET))"
          + ".invoke($F.handle$X(), $t)",
      "MethodHandles.varHandleInvoker(VarHandle.AccessMode.SET,"
          + " $F.handle$X().accessModeType(VarHandle.AccessMode.SET))"
          + ".invoke($F.handle$X(), $t, $v);",
      Part.FLOW,
      Code.HANDLE),
  VAR_HANDLE_EXCHANGE(
      "($T) $F.handle$X().get($t)",
      "$T old = ($T) $F.handle$X().compareAndExchange($t, ($T) $F.handle$X().get($t), $v);",
      Part.FLOW,
      Code.HANDLE),
  BOUND_HANDLES(
      "($T) MethodHandles.privateLookupIn($F.class, MethodHandles.lookup())"
          + ".findGetter($D.class, \"$x\", $C.class).bindTo($t).invoke()",
      "MethodHandles.insertArguments(MethodHandles.privateLookupIn($F.class,"
          + " MethodHandles.lookup()).findSetter($D.class, \"$x\", $C.class), 1, $v).invoke($t);"),
  NESTED_LAMBDAS(
      "((Supplier<Supplier<$B>>) () -> () -> $t.$x).get().get()",
      "((Supplier<Runnable>) () -> () -> $t.$x = $v).get().run();"),
  GENERIC_CAST(
      "$FOther.any($t).$x",
      "$FOther.any($t).$x = $v;",
      Part.OTHER,
      "static <T extends $FBase> $F any(T flow) { return ($F) flow; }"),
  REFLECTION_IN_LIBRARY(
      "($B) LibraryBase.read($t, $D.class, \"$x\")",
      "LibraryBase.write($t, $D.class, \"$x\", $v);"),
  PROXY(
      "(($FBean) Proxy.newProxyInstance($F.class.getClassLoader(),"
          + " new Class<?>[] {$FBean.class}, (proxy, method, values) ->"
          + " method.invoke($t, values))).$g()",
      "(($FBean) Proxy.newProxyInstance($F.class.getClassLoader(),"
          + " new Class<?>[] {$FBean.class}, (proxy, method, values) ->"
          + " method.invoke($t, values))).set$X($v);",
      Part.BEAN,
      "$T $g(); void set$X($T value);"),
  UPDATER("$FUpdaters.$X.get($t)", "$FUpdaters.$X.set($t, $v);", Part.UPDATERS, Code.UPDATER),
  UPDATER_SWAP(
      "$FUpdaters.$X.get($t)",
      "$T old = ($T) $FUpdaters.$X.getAndSet($t, $v);",
      Part.UPDATERS,
      Code.UPDATER),
  UPDATER_COMPARE(
      "$FUpdaters.$X.get($t)",
      "if (!$FUpdaters.$X.compareAndSet($t, $FUpdaters.$X.get($t), $v))"
          + " { throw new AssertionError(); }",
      Part.UPDATERS,
      Code.UPDATER),
  UPDATER_ACCUMULATE(
      "$FUpdaters.$X.get($t)",
      "$FUpdaters.$X.accumulateAndGet($t, $v, (before, after) -> after);",
      Part.UPDATERS,
      Code.UPDATER),
  UNSAFE(
      "($T) $FUnsafe.UNSAFE.get$U($t, $FUnsafe.offset($D.class, \"$x\"))",
      "$FUnsafe.UNSAFE.put$U($t, $FUnsafe.offset($D.class, \"$x\"), $v);",
      Part.UNSAFE,
      "static final sun.misc.Unsafe UNSAFE; static { try {"
          + " Field field = sun.misc.Unsafe.class.getDeclaredField(\"theUnsafe\");"
          + " field.setAccessible(true); UNSAFE = (sun.misc.Unsafe) field.get(null);"
          + " } catch (ReflectiveOperationException e) { throw new AssertionError(e); } }"
          + " static long offset(Class<?> type, String field) throws Exception"
          + " { return UNSAFE.objectFieldOffset(type.getDeclaredField(field)); }"),
  JACKSON("($B) Mapper.get($t, \"$x\", $C.class)", "Mapper.set($t, \"$x\", $v);"),
  SERIALIZED_COPY("(($F) Sample.serialized($t)).$x", ""),
  CLONE("$t.copy().$x", "", Part.CLONE, Code.CLONE),
  OWN_CLASS_LOADER(
      "($B) Sample.isolated(\"$J\", $F.class, \"isolated.$FIsolated\").get($t, \"$x\")",
      "Sample.isolated(\"$J\", $F.class, \"isolated.$FIsolated\").set($t, \"$x\", $v);",
      Part.ISOLATED_GET,
      Code.CASE_GET,
      Part.ISOLATED_SET,
      Code.CASE_SET),
  HIDDEN_CLASS(
      "($B) Sample.hidden($F.lookup(), \"$FHidden\").get($t, \"$x\")",
      "Sample.hidden($F.lookup(), \"$FHidden\").set($t, \"$x\", $v);",
      Part.LOOKUP,
      "static MethodHandles.Lookup lookup() { return MethodHandles.lookup(); }",
      Part.HIDDEN_GET,
      Code.CASE_GET,
      Part.HIDDEN_SET,
      Code.CASE_SET);

  /** Where code that a way needs stands. */
  enum Part {
    FLOW,
    LOOKUP,
    CLONE,
    HELPER,
    INNER,
    TOP,
    OTHER,
    INTERFACE,
    BEAN,
    BASE,
    HANDLES,
    UPDATERS,
    UNSAFE,
    REFLECTED,
    ISOLATED_GET,
    ISOLATED_SET,
    HIDDEN_GET,
    HIDDEN_SET
  }

  /** Code that several ways need. */
  private static final class Code {
    static final String HELPER =
        "$T $g() { return flow.$x; } void set$X($T value) { flow.$x = value; }";
    static final String HANDLE =
        "static VarHandle handle$X() throws Exception"
            + " { return MethodHandles.lookup().findVarHandle($D.class, \"$x\", $C.class); }";
    static final String UPDATER = "static final $A $X = $N;";
    static final String CLONE =
        "$F copy() { try { return ($F) super.clone(); }"
            + " catch (CloneNotSupportedException e) { throw new AssertionError(e); } }";
    static final String REFLECTED =
        "interface Getter { Object get(Object flow) throws Exception; }"
            + " interface Setter { void set(Object flow, Object value) throws Exception; }"
            + " static Object get(Getter getter, Object flow) throws Exception"
            + " { return getter.get(flow); }"
            + " static void set(Setter setter, Object flow, Object given) throws Exception"
            + " { setter.set(flow, given); }"
            + " static Field field(Class<?> type, String name) throws Exception"
            + " { return type.getDeclaredField(name); }";
    static final String CASE_GET = "case \"$x\": return (($F) flow).$x;";
    static final String CASE_SET = "case \"$x\": (($F) flow).$x = ($B) value; return;";
  }

  final String read;
  final String write;
  final Map<Part, String> parts = new LinkedHashMap<>();

  Way(String read, String write) {
    this.read = read;
    this.write = write;
  }

  Way(String read, String write, Part part, String code) {
    this(read, write);
    parts.put(part, code);
  }

  Way(String read, String write, Part part, String code, Part other, String more) {
    this(read, write, part, code);
    parts.put(other, more);
  }

  Way(
      String read,
      String write,
      Part part,
      String code,
      Part other,
      String more,
      Part third,
      String most) {
    this(read, write, part, code, other, more);
    parts.put(third, most);
  }

  /**
   * Whether what is assigned so counts as assigned though the field has held it before; what of
   * these does not is what the decision about observed fields says.
   */
  boolean isSeen() {
    return switch (this) {
      case UNSAFE,
          OWN_CLASS_LOADER,
          HIDDEN_CLASS,
          SET_BY_REFLECTION,
          SET_BY_HANDLE,
          HANDLE_OF_VAR_HANDLE,
          INVOKER_OF_VAR_HANDLE ->
          false;
      default -> true;
    };
  }

  /** Whether what is read is not the object that the field holds. */
  boolean copiesWhatItReads() {
    return this == JACKSON || this == SERIALIZED_COPY;
  }

  /** Whether it may make that all is loaded. */
  boolean opens() {
    return ordinal() >= VAR_HANDLE.ordinal() && this != NESTED_LAMBDAS && this != GENERIC_CAST;
  }

  /** How often it is drawn, among others: some take their time. */
  int weight() {
    return switch (this) {
      case JACKSON -> 1;
      case DIRECT -> 12;
      default -> 4;
    };
  }

  boolean writes() {
    return !write.isEmpty();
  }

  /** Whether Java lets the way get at a field. */
  boolean fits(Field field, boolean serializable) {
    if (field.parameter() && !onlyReads()) {
      return false;
    }
    return switch (this) {
      case UPDATER, UPDATER_SWAP, UPDATER_COMPARE, UPDATER_ACCUMULATE ->
          field.isVolatile() && field.kind() != Kind.DOUBLE && field.kind() != Kind.BOOLEAN;
      case OWN_CLASS_LOADER -> field.isPublic();
      case FIELD_OF_TYPE -> field.kind().isPrimitive();
      case PROPERTY -> !field.parameter();
      case SERIALIZED_COPY -> serializable && field.place() != Place.LIBRARY;
      case JACKSON -> field.kind() != Kind.FAILURE;
      default -> true;
    };
  }

  /** Whether no code assigns the field that is there for reading it. */
  private boolean onlyReads() {
    return !read.contains("set$X")
        && parts.values().stream()
            .noneMatch(code -> code.contains("value") || code.contains("set$X"));
  }
}
