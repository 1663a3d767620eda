package io.millrace.examples.access;

import io.millrace.examples.access.FlowModel.Act;
import io.millrace.examples.access.FlowModel.Field;
import io.millrace.examples.access.FlowModel.Leads;
import io.millrace.examples.access.FlowModel.Maker;
import io.millrace.examples.access.FlowModel.Op;
import io.millrace.examples.access.FlowModel.Place;
import io.millrace.examples.access.FlowModel.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** Makes up flows. */
final class ModelMaker {
  private static final int TRIES = 1000;
  private static final int FEWEST_TASKS = 5;
  private static final int MOST_TASKS = 40;
  private static final int DEEPEST = 2;
  private static final int[] NUMBERS = {0, 0, 1, 1, -1, 2, 3, 4, 5, 6, 7, 9};
  private static final List<String> VISIBILITIES = List.of("", "public", "protected");
  private static final String FAILURE = "failure";

  private final Random random;
  private final String name;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final LinkedHashMap<String, Step> steps = new LinkedHashMap<>();
  private final boolean serializable;
  private final boolean lombok;
  private final boolean catches;
  private final List<Way> palette;
  private int count;
  private int ops;

  private ModelMaker(long seed, String name) {
    this.random = new Random(seed);
    this.name = name;
    this.serializable = chance(15);
    this.lombok = chance(25);
    this.catches = chance(50);
    this.palette = new ArrayList<>(List.of(Way.values()));
    if (chance(70)) {
      palette.removeIf(Way::opens);
      for (int i = random.nextInt(3); i > 0; i--) {
        palette.add(any(List.of(Way.values())));
      }
    }
  }

  /** A flow of moderate size. */
  static FlowModel make(long seed, String name) {
    for (long next = seed * TRIES; next < seed * TRIES + TRIES; next++) {
      ModelMaker maker = new ModelMaker(next, name);
      FlowModel flow = maker.make();
      if (isRunnable(flow)) {
        return maker.withoutGuards(flow);
      }
    }
    throw new IllegalStateException("no flow of moderate size for seed " + seed);
  }

  private static boolean isRunnable(FlowModel flow) {
    try {
      return Interpreter.run(flow, MOST_TASKS).tasks().size() >= FEWEST_TASKS;
    } catch (Interpreter.InvalidFlow e) {
      return false;
    }
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  private FlowModel make() {
    makeFields();
    step("end", Leads.ON, "", List.of(), List.of(), false);
    String first = "end";
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      first = unit(first, 0);
    }
    step("start", Leads.ON, "", List.of(first), List.of(), false);
    return new FlowModel(name, fields, steps, serializable, lombok, chance(5));
  }

  private void makeFields() {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.LIST, Kind.BOOLEAN));
    for (int i = 2 + random.nextInt(5); i > 0; i--) {
      kinds.add(Kind.values()[random.nextInt(Kind.FAILURE.ordinal())]);
    }
    for (Kind kind : kinds) {
      field("f" + fields.size(), kind, chance(25) ? number() : null, false);
    }
    if (chance(40)) {
      field("given", any(List.of(Kind.INT, Kind.TEXT, Kind.LIST)), chance(50) ? 3 : 7, true);
    }
    if (chance(40)) {
      library("libInt", Kind.INT, null);
      library("libList", Kind.LIST, null);
      library("libText", Kind.TEXT, 4);
      library("libLong", Kind.LONG, null);
      library("libName", Kind.TEXT, null);
    }
    if (catches) {
      field(FAILURE, Kind.FAILURE, null, false);
    }
  }

  private void field(String field, Kind kind, Integer initializer, boolean parameter) {
    Place place = chance(40) ? Place.BASE : Place.FLOW;
    boolean isVolatile = !parameter && chance(30);
    fields.put(
        field,
        new Field(
            field,
            kind,
            place,
            initializer,
            parameter || chance(60) ? Maker.DECLARATION : any(List.of(Maker.values())),
            any(VISIBILITIES),
            isVolatile,
            parameter));
  }

  private void library(String field, Kind kind, Integer initializer) {
    fields.put(
        field,
        new Field(
            field, kind, Place.LIBRARY, initializer, Maker.DECLARATION, "public", false, false));
  }

  private int number() {
    return chance(25) ? 100 + random.nextInt(100) : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /** Made from its end to its beginning; returns the first step. */
  private String unit(String next, int depth) {
    int choice = depth < DEEPEST ? random.nextInt(8) : random.nextInt(3);
    return switch (choice) {
      case 0, 1, 2 -> step("s" + count++, Leads.ON, "", List.of(next), List.of(), false);
      case 3, 4 -> branch(next, depth);
      case 5 -> foreach(next, depth);
      case 6 -> choice(next, depth);
      default -> loop(next);
    };
  }

  private String sequence(String next, int depth) {
    String first = next;
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      first = unit(first, depth);
    }
    return first;
  }

  private String branch(String next, int depth) {
    String join = step("s" + count++, Leads.ON, "", List.of(next), List.of(), true);
    List<String> branches = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      branches.add(sequence(join, depth + 1));
    }
    return step("s" + count++, Leads.BRANCH, "", branches, List.of(), false);
  }

  private String foreach(String next, int depth) {
    String join = step("s" + count++, Leads.ON, "", List.of(next), List.of(), true);
    String body = sequence(join, depth + 1);
    steps.put(body, steps.get(body).withItem());
    String by =
        pick(field -> isFree(field) && (field.kind() == Kind.LIST || field.kind() == Kind.ARRAY));
    return step("s" + count++, Leads.FOREACH, by, List.of(body), List.of(), false);
  }

  private String choice(String next, int depth) {
    String by =
        pick(
            field ->
                isFree(field)
                    && (field.kind() == Kind.INT
                        || field.kind() == Kind.BOOLEAN
                        || field.kind() == Kind.TEXT));
    List<String> cases =
        switch (fields.get(by).kind()) {
          case INT -> List.of("0", "1");
          case TEXT -> List.of("a", "b");
          default -> List.of("true", "false");
        };
    List<String> ways = List.of(sequence(next, depth + 1), sequence(next, depth + 1));
    return step("s" + count++, Leads.SWITCH, by, ways, cases, false);
  }

  private String loop(String next) {
    String rounds = "rounds" + count;
    String again = "again" + count;
    field(rounds, Kind.INT, chance(30) ? Integer.valueOf(0) : null, false);
    field(again, Kind.BOOLEAN, null, false);
    String last = "s" + count++;
    String first = "s" + count++;
    steps.put(
        last,
        new Step(
            last,
            Leads.SWITCH,
            again,
            List.of(first, next),
            List.of("true", "false"),
            false,
            false,
            0,
            null,
            chance(20),
            chance(20),
            more(
                List.of(
                    op(Act.INCREMENT, rounds, "", 0),
                    op(Act.LESS, again, rounds, 1 + random.nextInt(3))))));
    step(first, Leads.ON, "", List.of(last), List.of(), false);
    String before = "s" + count++;
    steps.put(
        before,
        new Step(
            before,
            Leads.ON,
            "",
            List.of(first),
            List.of(),
            false,
            false,
            0,
            null,
            chance(20),
            chance(20),
            more(List.of(op(Act.ASSIGN, rounds, "", 0)))));
    return before;
  }

  private List<Op> more(List<Op> some) {
    List<Op> all = new ArrayList<>(anyOps(2));
    all.addAll(some);
    all.addAll(anyOps(2));
    return all;
  }

  private String step(
      String step, Leads leads, String by, List<String> next, List<String> cases, boolean join) {
    List<Op> does = new ArrayList<>(anyOps(step.equals("start") ? 6 : 4));
    if (join) {
      does.addAll(joining());
      does.addAll(anyOps(3));
    }
    if (leads == Leads.FOREACH) {
      does.add(op(Act.MAKE_ITEMS, by, "", any(List.of(4, 5, 7))));
    } else if (leads == Leads.SWITCH && fields.get(by).kind() != Kind.BOOLEAN) {
      does.add(op(Act.MAKE_CASE, by, "", 0));
    }
    int retries = 0;
    String caught = null;
    if (leads == Leads.ON && chance(25)) {
      retries = random.nextInt(3);
      boolean catching = chance(60) || retries == 0;
      caught = !catching ? null : catches && chance(80) ? FAILURE : "";
      int fails = catching ? random.nextInt(retries + 2) : random.nextInt(retries + 1);
      does.add(
          random.nextInt(does.size() + 1),
          new Op(++ops, Act.FAIL, "", "", fails, List.of(), null, null));
    } else if (next.isEmpty() && chance(10)) {
      does.add(
          random.nextInt(does.size() + 1),
          new Op(++ops, Act.FAIL, "", "", 1, List.of(), null, null));
    }
    steps.put(
        step,
        new Step(
            step,
            leads,
            by,
            next,
            cases,
            join,
            false,
            retries,
            caught,
            chance(20),
            chance(20),
            does));
    return step;
  }

  private List<Op> joining() {
    List<Op> does = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Act act =
          any(
              List.of(
                  Act.READ_INPUT,
                  Act.READ_INPUT,
                  Act.TAKE_INPUT,
                  Act.CHANGE_INPUT,
                  Act.ASSIGN_IN_INPUT));
      String field =
          switch (act) {
            case READ_INPUT -> pick(each -> true);
            case CHANGE_INPUT -> pick(each -> each.kind().isMutable() && !each.parameter());
            default -> pick(this::isFree);
          };
      does.add(op(act, field, "", number()));
    }
    if (chance(85)) {
      Act act = any(List.of(Act.MERGE, Act.MERGE, Act.MERGE_EXCLUDING, Act.MERGE_INCLUDING));
      List<String> names = new ArrayList<>();
      if (act != Act.MERGE) {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
          String field = pick(each -> isFree(each));
          if (!names.contains(field)) {
            names.add(field);
          }
        }
      }
      if (catches && act != Act.MERGE_INCLUDING) {
        act = Act.MERGE_EXCLUDING;
        names.add(FAILURE);
      }
      does.add(random.nextInt(does.size() + 1), new Op(++ops, act, "", "", 0, names, null, null));
    }
    return does;
  }

  private List<Op> anyOps(int most) {
    List<Op> does = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      does.add(anyOp());
    }
    return does;
  }

  private Op anyOp() {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> op(Act.READ, pick(each -> true), "", 0);
      case 3, 4, 5 -> op(Act.ASSIGN, pick(this::isFree), "", number());
      case 6 -> op(Act.ASSIGN_SAME, pick(this::isFree), "", 0);
      case 7 -> {
        String field = pick(this::isFree);
        Kind kind = fields.get(field).kind();
        yield chance(40)
            ? op(Act.COPY, field, pick(each -> each.kind() == kind), 0)
            : kind.isMutable() ? op(Act.CHANGE, field, "", 0) : op(Act.INCREMENT, field, "", 0);
      }
      case 8 -> {
        String field = pick(this::isFree);
        yield fields.get(field).kind().isMutable()
            ? op(Act.CHANGE, field, "", 0)
            : op(Act.INCREMENT, field, "", 0);
      }
      default ->
          chance(20)
              ? op(Act.ASSIGN_IN_CLONE, pick(this::isFree), "", number())
              : chance(15)
                  ? op(Act.ASSIGN_IN_OTHER, pick(this::isFree), "", number())
                  : chance(25)
                      ? op(
                          Act.FAIL_TO_SET,
                          pick(each -> isFree(each) && each.kind() != Kind.BOXED),
                          "",
                          0)
                      : op(Act.READ, pick(each -> true), "", 0);
    };
  }

  private boolean isFree(Field field) {
    return !field.parameter()
        && field.kind() != Kind.FAILURE
        && !field.name().startsWith("rounds")
        && !field.name().startsWith("again");
  }

  private String pick(Predicate<Field> wanted) {
    return any(fields.values().stream().filter(wanted).map(Field::name).toList());
  }

  private Op op(Act act, String field, String other, int number) {
    Field target = fields.get(field);
    Field source = other.isEmpty() ? target : fields.get(other);
    return new Op(
        ++ops, act, field, other, number, List.of(), way(source, true), way(target, false));
  }

  private Way way(Field field, boolean reads) {
    List<Way> fitting =
        palette.stream()
            .filter(way -> (reads || way.writes()) && way.fits(field, serializable))
            .filter(way -> reads || field.kind() != Kind.FAILURE)
            .filter(way -> way != Way.JACKSON || !catches)
            .toList();
    if (fitting.isEmpty()) {
      return Way.DIRECT;
    }
    int drawn = random.nextInt(fitting.stream().mapToInt(Way::weight).sum());
    for (Way way : fitting) {
      drawn -= way.weight();
      if (drawn < 0) {
        return way;
      }
    }
    throw new IllegalStateException();
  }

  /** Leaves out what makes a field fit a split or a switch, where it fits anyway. */
  private FlowModel withoutGuards(FlowModel flow) {
    FlowModel best = flow;
    for (Step step : flow.steps().values()) {
      for (Op op : step.ops()) {
        boolean guard = op.act() == Act.MAKE_ITEMS || op.act() == Act.MAKE_CASE;
        FlowModel shorter = guard && chance(80) ? without(best, op) : best;
        best = isRunnable(shorter) ? shorter : best;
      }
    }
    return best;
  }

  /** The flow without one thing that it does. */
  static FlowModel without(FlowModel flow, Op op) {
    LinkedHashMap<String, Step> steps = new LinkedHashMap<>();
    flow.steps()
        .forEach(
            (name, step) ->
                steps.put(
                    name,
                    step.with(step.ops().stream().filter(each -> each.id() != op.id()).toList())));
    return new FlowModel(
        flow.name(), flow.fields(), steps, flow.serializable(), flow.lombok(), flow.prototype());
  }
}
