import io.millrace.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Says what its tasks know about themselves. */
@Flow
class ContextFlow {
  record Country(String code, List<Integer> years) {}

  List<Country> countries;
  Map<String, int[]> numbers;
  int[] years;
  int sum;
  List<Integer> seen = new ArrayList<>();

  @Step(next = "outer", foreach = "countries")
  void start(TaskContext task) {
    System.out.println(
        "none " + task.foreachStack() + task.parallel() + task.index() + task.originRunId());
    System.out.println("namespace " + task.namespace());
    System.out.println("graph " + task.graph().keySet());
    System.out.println("outer " + task.graph().get("outer"));
    countries =
        List.of(
            new Country("at", List.of(1990, 2000)),
            new Country("a code that is longer than thirty characters", List.of(2010, 2020)));
    numbers = Map.of("k", new int[] {1});
  }

  @Step(next = "inner", foreach = "years")
  void outer(Country country, TaskContext task) {
    years = country.years().stream().mapToInt(each -> each).toArray();
    same(country, task.foreachStack().get(0).value(Country.class));
    numbers = Map.of("k", new int[1_000]); // untouched by what the context reads
  }

  @Step(next = "innerJoin")
  void inner(TaskContext task) {
    int year = task.foreachStack().get(1).value(int.class);
    Country country = task.foreachStack().get(0).value(Country.class);
    System.out.println("inner " + country.code() + " " + year + " " + task.foreachStack().get(1).value());
    try {
      task.foreachStack().get(1).value(String.class);
    } catch (ClassCastException e) {
      System.out.println("not text");
    }
    sum = year;
  }

  @Step(next = "outerJoin")
  void innerJoin(Inputs<ContextFlow> inputs, TaskContext task) {
    sum = inputs.stream().mapToInt(in -> in.sum).sum();
    System.out.println("joined " + task.foreachStack().get(0).value(Country.class).code() + " " + sum);
  }

  @Step(next = "node", numParallel = 3)
  void outerJoin(Inputs<ContextFlow> inputs) {
    sum = inputs.stream().mapToInt(in -> in.sum).sum();
  }

  @Step(next = "gather")
  void node(int index, TaskContext task) {
    TaskContext.Parallel parallel = task.parallel().orElseThrow();
    same(parallel.nodeIndex(), task.foreachStack().get(0).value());
    System.out.println("node " + index + " is " + parallel.nodeIndex() + " of " + parallel.numNodes());
    seen.add(index);
  }

  @Step(next = "end")
  void gather(Inputs<ContextFlow> inputs, TaskContext task) {
    inputs.stream().forEach(in -> seen.addAll(in.seen));
    inputs.merge(this);
    System.out.println("parallel " + task.parallel());
  }

  @Step
  void end() {
    System.out.println("seen " + seen + " sum " + sum);
  }

  private static void same(Object one, Object other) {
    if (!one.equals(other)) {
      throw new IllegalStateException(one + " is not " + other);
    }
  }
}
