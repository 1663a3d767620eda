package io.millrace.examples.access;

import io.millrace.examples.access.FlowModel.Act;
import io.millrace.examples.access.FlowModel.Field;
import io.millrace.examples.access.FlowModel.Leads;
import io.millrace.examples.access.FlowModel.Op;
import io.millrace.examples.access.FlowModel.Place;
import io.millrace.examples.access.FlowModel.Step;
import io.millrace.examples.access.Way.Part;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes a flow as Java. */
final class JavaWriter {
  private static final List<String> FAILING =
      List.of(
          "$F.handle$X().compareAndSet",
          "$F.handle$X().weakCompareAndSetPlain",
          "$T found = ($T) $F.handle$X().compareAndExchange");
  private static final Pattern MARK = Pattern.compile("\\$([A-Za-z])");

  private final FlowModel flow;
  private final Path isolated;
  private String me = "this";
  private final Map<Part, Set<String>> parts = new EnumMap<>(Part.class);

  /**
   * @param isolated the jar of the classes that only the flows' own class loaders find
   */
  JavaWriter(FlowModel flow, Path isolated) {
    this.flow = flow;
    this.isolated = isolated;
  }

  /** The flow and the classes beside it. */
  String flow() {
    String steps = steps(false);
    String inherited = steps(true);
    return """
    package flows;

    import io.millrace.*;
    import io.millrace.Flow;
    import io.millrace.examples.access.*;
    import java.beans.PropertyDescriptor;
    import java.io.Serializable;
    import java.lang.invoke.*;
    import java.lang.reflect.Field;
    import java.lang.reflect.Proxy;
    import java.util.*;
    import java.util.concurrent.*;
    import java.util.concurrent.atomic.*;
    import java.util.function.*;
    import java.util.stream.*;

    @Flow
    @SuppressWarnings("unchecked")
    public class $F extends $FBase implements $FAccess, $FBean, Cloneable%s {
      transient Helper byConstructor;
      transient Helper byInitializer = new Helper(this);

      public $F() {
        byConstructor = new Helper(this);
    %s  }

      @Override
      public $F self() {
        return this;
      }

    %s
    %s
    %s
      class Inner {
    %s  }

      static class Helper {
        final $F flow;

        Helper($F flow) {
          this.flow = flow;
        }

    %s  }
    }

    abstract class $FBase%s%s {
      abstract $F self();
    %s%s
    %s}

    interface $FAccess {
      $F self();
    %s}

    interface $FBean {
    %s}

    class $FOther {
    %s}

    class $FHandles {
    %s}

    class $FUpdaters {
    %s}

    class $FUnsafe {
    %s}

    class $FReflected {
    %s}

    %s
    %s
    """
        .formatted(
            flow.serializable() ? ", Serializable" : "",
            initializers(),
            (flow.prototype() ? "  static final $F PROTOTYPE = new $F();\n" : "")
                + fields(Place.FLOW),
            part(Part.FLOW) + part(Part.LOOKUP) + part(Part.CLONE),
            steps,
            part(Part.INNER),
            part(Part.HELPER),
            hasLibrary() ? " extends LibraryBase" : "",
            flow.serializable() ? " implements Serializable" : "",
            fields(Place.BASE),
            part(Part.BASE),
            inherited,
            part(Part.INTERFACE),
            part(Part.BEAN),
            part(Part.OTHER),
            part(Part.HANDLES),
            part(Part.UPDATERS),
            part(Part.UNSAFE),
            part(Part.REFLECTED),
            part(Part.TOP),
            access("class $FHidden", Part.HIDDEN_GET, Part.HIDDEN_SET))
        .replace("$F", flow.name());
  }

  /** The class that the flow's own class loader finds; to be asked for after the flow. */
  String isolated() {
    return """
    package isolated;

    import flows.*;
    import io.millrace.examples.access.*;
    import java.util.*;

    %s
    """
        .formatted(
            access("public class $FIsolated", Part.ISOLATED_GET, Part.ISOLATED_SET)
                .replace("$F", flow.name()));
  }

  private String access(String declaration, Part get, Part set) {
    return """
    @SuppressWarnings("unchecked")
    %s implements Access {
      public Object get(Object flow, String field) {
        switch (field) {
    %s      default: throw new IllegalArgumentException(field);
        }
      }

      public void set(Object flow, String field, Object value) {
        switch (field) {
    %s      default: throw new IllegalArgumentException(field);
        }
      }
    }
    """
        .formatted(declaration, part(get), part(set));
  }

  private boolean hasLibrary() {
    return flow.fields().values().stream().anyMatch(field -> field.place() == Place.LIBRARY);
  }

  private String part(Part part) {
    return parts.getOrDefault(part, Set.of()).stream()
        .map(code -> "    " + code + "\n")
        .collect(Collectors.joining());
  }

  private String steps(boolean inherited) {
    return flow.steps().values().stream()
        .filter(step -> step.inherited() == inherited)
        .map(this::step)
        .collect(Collectors.joining("\n"));
  }

  /** What the constructor assigns. */
  private String initializers() {
    StringBuilder code = new StringBuilder();
    for (Field field : flow.fields().values()) {
      if (field.initializer() != null) {
        String value = field.kind().java(field.initializer());
        code.append(
            switch (field.maker()) {
              case DECLARATION -> "";
              case CONSTRUCTOR -> fill("    this.$x = $v;\n", field, "this", value);
              case HELPER -> {
                add(Way.CONSTRUCTOR_HELPER, field);
                yield fill("    byConstructor.set$X($v);\n", field, "this", value);
              }
              case LAMBDA ->
                  fill("    ((Runnable) () -> this.$x = $v).run();\n", field, "this", value);
            });
      }
    }
    return code.toString();
  }

  private String fields(Place place) {
    return flow.fields().values().stream()
        .filter(field -> field.place() == place)
        .map(this::field)
        .collect(Collectors.joining());
  }

  private String field(Field field) {
    String value =
        field.initializer() == null || field.maker() != FlowModel.Maker.DECLARATION
            ? ""
            : " = " + field.kind().java(field.initializer());
    String annotations =
        field.parameter() ? "@Parameter " : flow.lombok() ? "@lombok.Getter @lombok.Setter " : "";
    String code =
        "  %s%s%s $T $x%s;\n"
            .formatted(
                annotations,
                field.visibility().isEmpty() ? "" : field.visibility() + " ",
                field.isVolatile() ? "volatile" : "",
                value);
    String getter = "  public $T $g() { return $x; }\n";
    String setter = "  public void set$X($T value) { $x = value; }\n";
    return fill(
        flow.lombok() && !field.parameter()
            ? code
            : field.parameter() ? code + getter : code + getter + setter,
        field,
        "this",
        "");
  }

  private String step(Step step) {
    StringBuilder code = new StringBuilder();
    if (step.retries() > 0) {
      code.append("  @Retry(times = %d, minutesBetweenRetries = 0)\n".formatted(step.retries()));
    }
    if (step.caught() != null) {
      code.append(
          step.caught().isEmpty()
              ? "  @Catch\n"
              : "  @Catch(var = \"%s\")\n".formatted(step.caught()));
    }
    code.append(step.timed() ? "  @Timeout(minutes = 5)\n" : "");
    code.append("  @Step(%s)\n  void %s(".formatted(transition(step), step.name()));
    code.append(step.join() ? "Inputs<$F> inputs, " : "");
    code.append(step.item() ? "Object item, " : "");
    code.append("TaskContext task) throws Throwable {\n");
    code.append(
        "    System.out.println(\"at \" + task.foreachStack().stream().map(each -> each.index()).toList());\n");
    code.append(step.item() ? "    Sample.show(0, item);\n" : "");
    me = step.inherited() ? "me" : "this";
    code.append(step.inherited() ? "    $F me = self();\n" : "");
    step.ops().forEach(op -> code.append(op(op)));
    return code.append("  }\n").toString();
  }

  private static String transition(Step step) {
    if (step.next().isEmpty()) {
      return "";
    }
    String next =
        step.leads() == Leads.SWITCH
            ? java.util.stream.IntStream.range(0, step.next().size())
                .mapToObj(i -> step.cases().get(i) + "=" + step.next().get(i))
                .collect(Collectors.joining("\", \"", "{\"", "\"}"))
            : step.next().stream().collect(Collectors.joining("\", \"", "{\"", "\"}"));
    return switch (step.leads()) {
      case ON, BRANCH -> "next = " + next;
      case FOREACH -> "next = %s, foreach = \"%s\"".formatted(next, step.by());
      case SWITCH -> "condition = \"%s\", next = %s".formatted(step.by(), next);
    };
  }

  private String op(Op op) {
    return "    { // "
        + op.id()
        + " "
        + op.act()
        + " "
        + op.read()
        + " "
        + op.write()
        + "\n      "
        + body(op)
        + "\n    }\n";
  }

  private String body(Op op) {
    Field field = flow.field(op.field());
    return switch (op.act()) {
      case READ -> "Sample.show(%d, %s);".formatted(op.id(), read(op, field, me));
      case ASSIGN -> assign(op, field, field.kind().java(op.number()));
      case ASSIGN_SAME -> assign(op, field, read(op, field, me));
      case COPY -> assign(op, field, read(op, flow.field(op.other()), me));
      case INCREMENT -> increment(op, field);
      case CHANGE -> "Sample.change(%s);".formatted(read(op, field, me));
      case ASSIGN_IN_CLONE -> {
        add(Way.CLONE, field);
        yield fill(
            "$F copy = $t.copy(); copy.$x = $v; Sample.show(%d, copy.$x);".formatted(op.id()),
            field,
            me,
            field.kind().java(op.number()));
      }
      case ASSIGN_IN_OTHER ->
          fill(
              "$F other = new $F(); other.$x = $v; Sample.show(%d, other.$x);".formatted(op.id()),
              field,
              me,
              field.kind().java(op.number()));
      case FAIL_TO_SET -> {
        add(Way.VAR_HANDLE, field);
        String wrong =
            field.kind().isPrimitive()
                ? field.kind().nextJava("$t.$x")
                : field.kind() == Kind.TEXT ? "new String(\"wrong\")" : "$v";
        String value = field.kind().java(field.kind().isPrimitive() ? 0 : 5);
        yield fill(
            "$T wrong = %s; $T value = $v; %s($t, wrong, value); Sample.show(%d, $t.$x);"
                .formatted(wrong, FAILING.get(op.id() % FAILING.size()), op.id()),
            field,
            me,
            value);
      }
      case ASSIGN_IN_INPUT ->
          fill(
              "$F in = inputs.get(0);\n      $T given = %s; %s\n      Sample.show(%d, in.$x);"
                  .formatted(field.kind().java(op.number()), inputWrite(op, field), op.id()),
              field,
              me,
              "");
      case READ_INPUT ->
          "$F in = inputs.get(0);\n      Sample.show(%d, %s);"
              .formatted(op.id(), read(op, field, "in"));
      case TAKE_INPUT ->
          "$F in = inputs.get(0);\n      " + assign(op, field, read(op, field, "in"));
      case CHANGE_INPUT ->
          "$F in = inputs.get(0);\n      Sample.change(%s);".formatted(read(op, field, "in"));
      case MERGE -> merge(op, "inputs.merge(" + me + ");");
      case MERGE_INCLUDING ->
          merge(op, "inputs.merge(%s, Inputs.include(%s));".formatted(me, names(op)));
      case MERGE_EXCLUDING ->
          merge(op, "inputs.merge(%s, Inputs.exclude(%s));".formatted(me, names(op)));
      case MAKE_ITEMS ->
          ("$T now = %s;\n      if (now == null || now.%s == 0 || now.%s > 3) { %s }")
              .formatted(
                  read(op, field, me),
                  size(field),
                  size(field),
                  assign(op, field, field.kind().java(op.number())))
              .replace("$T", field.kind().type);
      case MAKE_CASE -> makeCase(op, field);
      case LESS -> assign(op, field, read(op, flow.field(op.other()), me) + " < " + op.number());
      case FAIL ->
          "if (task.attempt() < %d) { throw new IllegalStateException(\"as told\"); }"
              .formatted(op.number());
    };
  }

  private static String size(Field field) {
    return field.kind() == Kind.ARRAY ? "length" : "size()";
  }

  private String makeCase(Op op, Field field) {
    return switch (field.kind()) {
      case INT ->
          "int now = %s;\n      if (now != 0 && now != 1) { %s }"
              .formatted(read(op, field, me), assign(op, field, "now & 1"));
      case TEXT ->
          "String now = %s;\n      if (!\"a\".equals(now)) { %s }"
              .formatted(read(op, field, me), assign(op, field, "\"b\""));
      default -> "";
    };
  }

  private static String names(Op op) {
    return op.fields().stream().map(name -> '"' + name + '"').collect(Collectors.joining(", "));
  }

  /** What differs is left out if it makes the merge fail. */
  private String merge(Op op, String code) {
    String again =
        """
                differing.addAll(List.of(%s));
                inputs.merge(%s, Inputs.exclude(differing.toArray(new String[0])));
        """
            .formatted(names(op), me);
    return """
    try {
            %s
          } catch (MergeException e) {
            Set<String> differing = new TreeSet<>(e.fields());
            Sample.show(%d, differing.toString());
    %s      }"""
        .formatted(code, op.id(), op.act() == Act.MERGE_INCLUDING ? "" : again);
  }

  private String increment(Op op, Field field) {
    boolean direct = op.write() == Way.DIRECT && op.read() == Way.DIRECT;
    if (direct && field.kind() != Kind.BOOLEAN && field.kind() != Kind.BOXED) {
      return switch (field.kind()) {
        case INT, LONG -> me + "." + field.name() + (op.id() % 2 == 0 ? "++;" : " += 1;");
        case DOUBLE -> me + "." + field.name() + " += 0.5;";
        default -> me + "." + field.name() + " += \"!\";";
      };
    }
    return "%s now = %s;\n      %s"
        .formatted(
            field.kind().type,
            read(op, field, me),
            assign(op, field, field.kind().nextJava("now")));
  }

  private String assign(Op op, Field field, String value) {
    String code = fill(op.write().write, field, me, "given");
    add(op.write(), field);
    boolean constant = op.write() == Way.DIRECT && op.act() == Act.ASSIGN;
    return constant
        ? fill(op.write().write, field, me, value)
        : "%s given = %s;\n      %s".formatted(field.kind().type, value, code);
  }

  private String read(Op op, Field field, String instance) {
    add(op.read(), field);
    return fill(op.read().read, field, instance, "");
  }

  private String inputWrite(Op op, Field field) {
    add(op.write(), field);
    return fill(op.write().write, field, "in", "given");
  }

  private void add(Way way, Field field) {
    way.parts.forEach(
        (part, code) ->
            parts
                .computeIfAbsent(part, unused -> new LinkedHashSet<>())
                .add(fill(code, field, "this", "")));
  }

  private String fill(String code, Field field, String instance, String value) {
    return MARK.matcher(code)
        .replaceAll(
            match -> Matcher.quoteReplacement(mark(match.group(1), field, instance, value)));
  }

  private String mark(String mark, Field field, String instance, String value) {
    String name = field.name();
    String capital = capital(name);
    Kind kind = field.kind();
    return switch (mark) {
      case "F" -> flow.name();
      case "D" -> declaring(field);
      case "x" -> name;
      case "X" -> capital;
      case "g" -> (kind == Kind.BOOLEAN ? "is" : "get") + capital;
      case "T" -> kind.type;
      case "B" -> kind.boxed;
      case "C" -> kind.erased;
      case "t" -> instance;
      case "v" -> value;
      case "J" -> isolated.toString();
      case "U" -> kind.isPrimitive() ? capital(kind.type) : "Object";
      case "P" -> capital(kind.type);
      case "A" -> updater(field);
      case "N" -> newUpdater(field);
      default -> throw new IllegalArgumentException(mark);
    };
  }

  private static String capital(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private String declaring(Field field) {
    return switch (field.place()) {
      case FLOW -> flow.name();
      case BASE -> flow.name() + "Base";
      case LIBRARY -> "LibraryBase";
    };
  }

  private String updater(Field field) {
    return switch (field.kind()) {
      case INT -> "AtomicIntegerFieldUpdater<%s>".formatted(declaring(field));
      case LONG -> "AtomicLongFieldUpdater<%s>".formatted(declaring(field));
      default ->
          "AtomicReferenceFieldUpdater<%s, %s>".formatted(declaring(field), field.kind().type);
    };
  }

  private String newUpdater(Field field) {
    return switch (field.kind()) {
      case INT, LONG ->
          "%s.newUpdater(%s.class, \"%s\")"
              .formatted(updater(field).replaceAll("<.*", ""), declaring(field), field.name());
      default ->
          "(%s) (Object) AtomicReferenceFieldUpdater.newUpdater(%s.class, (Class<%s>) (Class<?>) %s.class, \"%s\")"
              .formatted(
                  updater(field),
                  declaring(field),
                  field.kind().type,
                  field.kind().erased,
                  field.name());
    };
  }
}
