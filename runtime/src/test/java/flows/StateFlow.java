package flows;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** A flow outside of the runtime's packages, as users' flows are. */
public class StateFlow {
  public int number;
  public String text;
  public String large;
  public List<String> texts = new ArrayList<>();
  public Map<String, Integer> counts;
  public Set<String> names;
  public HashMap<String, Integer> hashed;

  /** How long the large text is, as many threads see it at once. */
  public long lengthByManyThreads() {
    return IntStream.range(0, 64).parallel().map(i -> large.length()).distinct().sum();
  }

  /** The same by reflection. */
  public int lengthByReflection() throws ReflectiveOperationException {
    Field field = getClass().getDeclaredField("large");
    return ((String) field.get(this)).length();
  }

  public void assignDefaults() {
    number = 0;
    text = null;
    large = null;
  }

  public void assignTheSame() {
    number = number + 0;
    text = text + "";
  }

  public void changeInPlace() {
    texts.add("more");
    counts.put("more", 1);
    names.add("more");
  }

  public void changeAndChangeBack() {
    texts.add("more");
    texts.remove("more");
    names.addAll(new HashSet<>(names));
  }
}
