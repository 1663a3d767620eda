import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Gets at its fields in many ways; each is a method without arguments. */
class Ways extends Base implements Cloneable {
  int number;
  long wide;
  volatile int counter;
  volatile String shared;
  String text;
  List<String> texts = new ArrayList<>();
  transient String scratch = "not an artifact";
  transient volatile String handed = "nor is this";
  static String common = "not an artifact either";

  Ways() {
    this(new Object());
  }

  private Ways(Object argument) {
    super(argument == null ? new Object() : new String("argument"));
    wide = 3;
  }

  // Reads.

  String readDirectly() {
    return text;
  }

  String readByLambda() {
    Function<Ways, String> reader = flow -> flow.text;
    return reader.apply(this);
  }

  String readByInner() {
    return new Inner().text();
  }

  class Inner {
    String text() {
      return text;
    }
  }

  String readByHelper() {
    return new Helper(this).text();
  }

  // Assignments.

  void assignDirectly() {
    text = null;
  }

  void assignNumber() {
    number = 0;
  }

  void assignWide() {
    wide += 0;
  }

  void assignInherited() {
    inherited++;
  }

  void assignByHelper() {
    new Helper(this).assign();
  }

  void assignByReflection() throws Exception {
    Ways.class.getDeclaredField("number").set(this, 0);
  }

  void assignPrimitiveByReflection() throws Exception {
    Ways.class.getDeclaredField("wide").setLong(this, 3);
  }

  void assignByReferenceToReflection() throws Exception {
    Field field = Ways.class.getDeclaredField("number");
    Setter setter = field::set;
    setter.set(this, 0);
  }

  interface Setter {
    void set(Object flow, Object value) throws Exception;
  }

  void assignByVarHandle() throws Exception {
    handle().set(this, 0);
  }

  void addByVarHandle() throws Exception {
    int before = (int) handle().getAndAdd(this, 0);
  }

  void compareAndSetByVarHandle() throws Exception {
    if (!handle().compareAndSet(this, 0, 0)) {
      throw new IllegalStateException("it was 0");
    }
  }

  void failToCompareAndSet() throws Exception {
    if (handle().compareAndSet(this, 5, 6)) {
      throw new IllegalStateException("it was 0");
    }
  }

  void exchangeByVarHandle() throws Exception {
    int found = (int) handle().compareAndExchange(this, 0, 0);
  }

  void exchangeAndIgnoreByVarHandle() throws Exception {
    handle().compareAndExchange(this, 0, 0);
  }

  void exchangeBoxedByVarHandle() throws Exception {
    Object found = handle().compareAndExchange(this, Integer.valueOf(0), Integer.valueOf(0));
  }

  void exchangeWideByVarHandle() throws Exception {
    long found = (long) wideHandle().compareAndExchange(this, 0, 0);
  }

  void exchangeTextByVarHandle() throws Exception {
    textHandle().compareAndExchange(this, null, "new");
  }

  void failToExchange() throws Exception {
    int found = (int) handle().compareAndExchange(this, 5, 6);
  }

  void failToExchangeWide() throws Exception {
    long found = (long) wideHandle().compareAndExchange(this, 5L, 6L);
  }

  void failToExchangeBoxed() throws Exception {
    handle().compareAndExchange(this, Integer.valueOf(5), Integer.valueOf(6));
  }

  void failToExchangeText() throws Exception {
    textHandle().compareAndExchange(this, "other", "new");
  }

  private static VarHandle wideHandle() throws Exception {
    return MethodHandles.lookup().findVarHandle(Ways.class, "wide", long.class);
  }

  private static VarHandle textHandle() throws Exception {
    return MethodHandles.lookup().findVarHandle(Ways.class, "shared", String.class);
  }

  private static VarHandle handle() throws Exception {
    return MethodHandles.lookup().findVarHandle(Ways.class, "counter", int.class);
  }

  void assignByUnreflectedVarHandle() throws Exception {
    MethodHandles.lookup().unreflectVarHandle(Ways.class.getDeclaredField("counter")).set(this, 0);
  }

  void assignBySetter() throws Throwable {
    MethodHandle setter = MethodHandles.lookup().findSetter(Ways.class, "number", int.class);
    setter.invokeExact(this, 0);
  }

  void assignByUnreflectedSetter() throws Throwable {
    MethodHandles.lookup().unreflectSetter(Ways.class.getDeclaredField("number")).invoke(this, 0);
  }

  void assignByUpdater() {
    AtomicIntegerFieldUpdater.newUpdater(Ways.class, "counter").set(this, 0);
  }

  void assignByReferenceUpdater() {
    AtomicReferenceFieldUpdater.newUpdater(Ways.class, String.class, "shared").lazySet(this, null);
  }

  // Assignments of what is not an artifact.

  void assignOtherByReflection() throws Exception {
    Ways.class.getDeclaredField("scratch").set(this, "other");
  }

  void assignHiddenByReflection() throws Exception {
    Field field = Base.class.getDeclaredField("text");
    field.setAccessible(true);
    field.set(this, "other");
  }

  void assignStaticByReflection() throws Exception {
    Ways.class.getDeclaredField("common").set(null, "other");
  }

  void assignOtherByVarHandle() throws Exception {
    MethodHandles.lookup().findVarHandle(Ways.class, "scratch", String.class).set(this, "other");
  }

  void assignOtherBySetter() throws Throwable {
    MethodHandles.lookup()
        .findSetter(Ways.class, "scratch", String.class)
        .invokeExact(this, "other");
  }

  void assignOtherByUpdater() {
    AtomicReferenceFieldUpdater.newUpdater(Ways.class, String.class, "handed").set(this, "other");
  }

  // Mistakes.

  int useWhatIsNull() {
    return shared.length();
  }

  String readOfNothing() {
    Ways nothing = null;
    return nothing.text;
  }

  void assignToNothing() {
    Ways nothing = null;
    nothing.number = 5;
  }

  void assignWideToNothing() {
    Ways nothing = null;
    nothing.wide = 5;
  }

  // What opens a way for code that is not seen.

  void seekField() throws Exception {
    Ways.class.getDeclaredField("text");
  }

  void seekFields() {
    Ways.class.getDeclaredFields();
  }

  void seekPublicFields() {
    getClass().getFields();
  }

  void seekFieldsOfBase() {
    Base.class.getDeclaredFields();
  }

  void seekByReference() {
    Function<Class<?>, Field[]> seeker = Class::getDeclaredFields;
    seeker.apply(Ways.class);
  }

  void seekByMethod() throws Exception {
    Method method = Class.class.getMethod("getDeclaredFields");
    method.invoke(Ways.class);
  }

  void seekByHandleOfMethod() throws Throwable {
    MethodHandles.lookup()
        .findVirtual(
            Class.class,
            "getDeclaredFields",
            java.lang.invoke.MethodType.methodType(Field[].class));
  }

  void seekGetter() throws Exception {
    MethodHandles.lookup().findGetter(Ways.class, "text", String.class);
  }

  void seekVarHandle() throws Exception {
    MethodHandles.lookup().findVarHandle(Ways.class, "text", String.class);
  }

  void seekUpdater() {
    AtomicReferenceFieldUpdater.newUpdater(Ways.class, String.class, "shared");
  }

  void makeClassLoader() {
    new URLClassLoader(new URL[0]);
  }

  void makeOwnClassLoader() {
    new ClassLoader() {};
  }

  void makeClassLoaderByReference() {
    Function<URL[], ClassLoader> maker = URLClassLoader::new;
    maker.apply(new URL[0]);
  }

  void defineClass() {
    try {
      MethodHandles.lookup().defineClass(new byte[0]);
    } catch (IllegalAccessException | ClassFormatError e) {
      // it is not a class, but it could have been
    }
  }

  void loadLibrary() {
    try {
      System.load("/nowhere/of/all/libraries.so");
    } catch (UnsatisfiedLinkError e) {
      // it is not there, but it could have been
    }
  }

  void copy() throws CloneNotSupportedException {
    Ways copy = (Ways) clone();
    copy.number = 5; // of the copy, which nobody watches
  }

  // What does not.

  void seekFieldsOfOthers() {
    String.class.getDeclaredFields();
    Helper.class.getDeclaredFields();
  }

  void callByReflection() throws Exception {
    Ways.class.getDeclaredMethod("readDirectly").invoke(this);
  }

  void touchOthers() {
    scratch = "other";
    common = "other";
    BiConsumer<String, String> nothing = (one, other) -> {};
    nothing.accept(scratch, common);
  }
}

/** Another class. */
class Helper {
  private final Ways flow;

  Helper(Ways flow) {
    this.flow = flow;
  }

  String text() {
    return flow.text;
  }

  void assign() {
    flow.text = null;
  }
}

/** Has nothing to do with the flow. */
class Stranger {
  int number;
  String text = "mine";

  void assign() {
    number = 1;
  }
}
