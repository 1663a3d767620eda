import io.millrace.*;
import java.util.Map;

@Flow
class ItemType {
  Map<String, Integer> items;

  @Step(next = "a", foreach = "items")
  void start() {}

  @Step(next = "j")
  void a(Integer item) {}

  @Step(next = "end")
  void j(Inputs<ItemType> inputs) {}

  @Step
  void end() {}
}
