import io.millrace.Flow;
import io.millrace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A helper changes what the flow's fields hold, and no step names the fields themselves. */
@Flow
class ChangeInPlaceFlow {
  List<Integer> list;
  Map<String, Integer> map;
  int[] array;

  transient Changer changer = new Changer(this);

  @Step(next = "change")
  void start() {
    list = new ArrayList<>(List.of(1));
    map = new TreeMap<>(Map.of("a", 1));
    array = new int[] {1, 2};
  }

  @Step(next = "end")
  void change() {
    changer.change();
  }

  @Step
  void end() {
    System.out.println("list " + list);
    System.out.println("map " + map);
    System.out.println("array " + array[0] + array[1]);
  }

  /** A helper that knows the flow. */
  static final class Changer {
    private final ChangeInPlaceFlow flow;

    Changer(ChangeInPlaceFlow flow) {
      this.flow = flow;
    }

    void change() {
      flow.list.add(2);
      flow.map.merge("a", 10, Integer::sum);
      flow.array[1]++;
    }
  }
}
