import io.millrace.Flow;
import io.millrace.Step;
import java.util.function.IntSupplier;

/** Each step looks at {@code x} in a way of its own, and does nothing else. */
@Flow
class ReadWaysFlow extends JarBase implements HasX {
  int x;

  transient Reader byConstructor;
  transient Reader byInitializer = new Reader(this);
  transient IntSupplier byLambda = () -> x;
  transient IntSupplier byMethodReference = this::getX;
  transient IntSupplier byAnonymousClass =
      new IntSupplier() {
        @Override
        public int getAsInt() {
          return x;
        }
      };

  ReadWaysFlow() {
    byConstructor = new Reader(this);
  }

  @Override
  public int getX() {
    return x;
  }

  @Step(next = "constructorHelper")
  void start() {
    x = 42;
    inJar = 42;
  }

  @Step(next = "initializerHelper")
  void constructorHelper() {
    System.out.println("constructorHelper " + byConstructor.x());
  }

  @Step(next = "keptLambda")
  void initializerHelper() {
    System.out.println("initializerHelper " + byInitializer.x());
  }

  @Step(next = "methodReference")
  void keptLambda() {
    System.out.println("keptLambda " + byLambda.getAsInt());
  }

  @Step(next = "anonymousClass")
  void methodReference() {
    System.out.println("methodReference " + byMethodReference.getAsInt());
  }

  @Step(next = "defaultMethod")
  void anonymousClass() {
    System.out.println("anonymousClass " + byAnonymousClass.getAsInt());
  }

  @Step(next = "superclassInJar")
  void defaultMethod() {
    System.out.println("defaultMethod " + doubled() / 2);
  }

  @Step(next = "fieldOfSuperclassInJar")
  void superclassInJar() {
    System.out.println("superclassInJar " + calledFromJar());
  }

  @Step(next = "end")
  void fieldOfSuperclassInJar() {
    System.out.println("fieldOfSuperclassInJar " + getInJar());
  }

  @Step
  void end() {}

  /** A helper that knows the flow. */
  static final class Reader {
    private final ReadWaysFlow flow;

    Reader(ReadWaysFlow flow) {
      this.flow = flow;
    }

    int x() {
      return flow.x;
    }
  }
}

/** What has an x. */
interface HasX {
  int getX();

  default int doubled() {
    return 2 * getX();
  }
}
