import io.millrace.Flow;
import io.millrace.Step;
import java.util.function.IntConsumer;

/** Each step sets a field of its own from 5 to 0, and does nothing else. */
@Flow
class WriteWaysFlow extends JarBase implements Resets {
  int constructorHelper;
  int initializerHelper;
  int keptLambda;
  int methodReference;
  int anonymousClass;
  int defaultMethod;
  int otherClass;

  transient Writer byConstructor;
  transient Writer byInitializer = new Writer(this);
  transient IntConsumer byLambda = value -> keptLambda = value;
  transient IntConsumer byMethodReference = this::setMethodReference;
  transient Runnable byAnonymousClass =
      new Runnable() {
        @Override
        public void run() {
          anonymousClass = 0;
        }
      };

  WriteWaysFlow() {
    byConstructor = new Writer(this);
  }

  void setMethodReference(int value) {
    methodReference = value;
  }

  @Override
  public int getX() {
    return 0;
  }

  @Override
  public void setDefaultMethod(int value) {
    defaultMethod = value;
  }

  @Step(next = "setConstructorHelper")
  void start() {
    constructorHelper = 5;
    initializerHelper = 5;
    keptLambda = 5;
    methodReference = 5;
    anonymousClass = 5;
    defaultMethod = 5;
    otherClass = 5;
    inJar = 5;
  }

  @Step(next = "setInitializerHelper")
  void setConstructorHelper() {
    byConstructor.setConstructorHelper(0);
  }

  @Step(next = "setKeptLambda")
  void setInitializerHelper() {
    byInitializer.setInitializerHelper(0);
  }

  @Step(next = "callMethodReference")
  void setKeptLambda() {
    byLambda.accept(0);
  }

  @Step(next = "callAnonymousClass")
  void callMethodReference() {
    byMethodReference.accept(0);
  }

  @Step(next = "callDefaultMethod")
  void callAnonymousClass() {
    byAnonymousClass.run();
  }

  @Step(next = "callOtherClass")
  void callDefaultMethod() {
    reset();
  }

  @Step(next = "callSuperclassInJar")
  void callOtherClass() {
    Writer.resetOtherClass(this);
  }

  @Step(next = "end")
  void callSuperclassInJar() {
    setInJar(0);
  }

  @Step
  void end() {
    System.out.println("constructorHelper " + constructorHelper);
    System.out.println("initializerHelper " + initializerHelper);
    System.out.println("keptLambda " + keptLambda);
    System.out.println("methodReference " + methodReference);
    System.out.println("anonymousClass " + anonymousClass);
    System.out.println("defaultMethod " + defaultMethod);
    System.out.println("otherClass " + otherClass);
    System.out.println("superclassInJar " + inJar);
  }

  /** A helper that knows the flow. */
  static final class Writer {
    private final WriteWaysFlow flow;

    Writer(WriteWaysFlow flow) {
      this.flow = flow;
    }

    static void resetOtherClass(WriteWaysFlow flow) {
      flow.otherClass = 0;
    }

    void setConstructorHelper(int value) {
      flow.constructorHelper = value;
    }

    void setInitializerHelper(int value) {
      flow.initializerHelper = value;
    }
  }
}

/** What can be reset. */
interface Resets {
  void setDefaultMethod(int value);

  default void reset() {
    setDefaultMethod(0);
  }
}
