import io.millrace.Flow;
import io.millrace.Step;
import java.util.ArrayList;
import java.util.List;
import lombok.Data;
import lombok.Getter;
import lombok.Setter;

/** Accessors that Lombok writes. */
@Flow
class LombokFlow {
  @Getter @Setter int x;
  @Getter @Setter boolean done;
  @Getter List<String> words;
  @Getter @Setter Point point;

  @Step(next = "look")
  void start() {
    x = 5;
    done = true;
    words = new ArrayList<>(List.of("a"));
    Point made = new Point();
    made.setLeft(3);
    point = made;
  }

  @Step(next = "change")
  void look() {
    System.out.println("x " + getX());
    System.out.println("done " + isDone());
    System.out.println("words " + getWords());
    System.out.println("point " + getPoint());
  }

  @Step(next = "end")
  void change() {
    setX(0);
    setDone(false);
    getWords().add("b");
    getPoint().setLeft(4);
  }

  @Step
  void end() {
    System.out.println("at last " + x + " " + done + " " + words + " " + point);
  }

  /** A value that Lombok completes. */
  @Data
  static class Point {
    private int left;
  }
}
