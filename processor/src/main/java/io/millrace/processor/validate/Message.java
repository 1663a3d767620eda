package io.millrace.processor.validate;

import java.util.IllegalFormatException;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/** Every message about a flow: its stable tag, what is wrong, and what to do. */
public enum Message {
  // The class.
  NOT_A_CLASS(
      "NotAClass", "@Flow is on '%s', which is an interface, enum or record. Put it on a class."),
  ABSTRACT_FLOW(
      "AbstractFlow",
      "Flow '%s' is abstract. Remove 'abstract', or move @Flow to a class that extends it."),
  GENERIC_FLOW(
      "GenericFlow",
      "Flow '%s' has type parameters. Remove them, or move @Flow to a class that extends it with"
          + " types given."),
  INNER_FLOW("InnerFlow", "Flow '%s' is an inner class. Make it static."),
  PRIVATE_FLOW(
      "PrivateFlow",
      "'%s' is private, and the runtime must reach the flow. Make it package-private."),
  NO_CONSTRUCTOR(
      "NoConstructor",
      "Flow '%s' has no constructor without arguments that the runtime can call. Add one that is"
          + " not private and throws no checked exception."),
  DUPLICATE_FLOW(
      "DuplicateFlow",
      "Several flows are called '%s': %s. Give each its own name with @Flow(name)."),
  BAD_FLOW_NAME(
      "BadFlowName",
      "'%s' is not a valid flow name. Use letters, digits and _, not starting with a digit, and not a"
          + " Python keyword."),

  // Names.
  PYTHON_KEYWORD(
      "PythonKeyword",
      "'%s' is a Python keyword, so Metaflow's client could not read this %s. Rename it."),
  UNDERSCORE_NAME("UnderscoreName", "'%s' begins with '_', as Metaflow's own %ss do. Rename it."),
  NOT_ASCII_NAME(
      "NotAsciiName", "'%s' has characters other than a-z, A-Z, 0-9 and _. Rename the %s."),
  RESERVED_NAME("ReservedName", "'%s' is Metaflow's own name for something else. Rename the %s."),
  DUPLICATE_FIELD(
      "DuplicateField",
      "Field '%s' hides the field of the same name in '%s', and artifact names must be unique. Rename one of them."),
  DUPLICATE_STEP(
      "DuplicateStep", "Step '%s' is declared more than once. Rename one of the methods."),
  OVERLOADED_STEP(
      "OverloadedStep", "Step '%s' shares its name with another method. Rename the other method."),
  BAD_OPTION_NAME(
      "BadOptionName",
      "'%s' is not a valid option name. Use letters, digits, - and _, starting with a letter."),
  RESERVED_OPTION(
      "ReservedOption", "'--%s' is already an option of 'run'. Give this parameter another name."),
  DUPLICATE_OPTION(
      "DuplicateOption",
      "Option '--%s' is also used by field '%s'. Give one of them another name."),

  // Fields.
  PRIVATE_FIELD(
      "PrivateField",
      "Field '%s' is private, and the runtime reads and writes it. Make it package-private, or"
          + " transient if it is not an artifact."),
  UNREACHABLE_FIELD(
      "UnreachableField",
      "Field '%s' of '%s' is not visible in the flow's package. Make it public."),
  FINAL_FIELD(
      "FinalField",
      "Field '%s' is final, and cannot be loaded in the next step. Remove 'final', or make it"
          + " static if it is a constant."),
  STATIC_PARAMETER(
      "StaticParameter", "Parameter '%s' is %s. Remove '%2$s': each run has its own value."),
  TWO_PARAMETERS(
      "TwoParameters", "Field '%s' has both @Parameter and @IncludeFile. Remove one of them."),
  PARAMETER_TYPE(
      "ParameterType",
      "Parameter '%s' is of type %s, which cannot be read from text. Use a number, String, boolean,"
          + " enum, date, or a list, set or map of these."),
  INCLUDE_FILE_TYPE(
      "IncludeFileType", "Included file '%s' is of type %s. Make it %s, or set text = %s."),
  UNKNOWN_ENCODING(
      "UnknownEncoding", "'%s' is not a valid character encoding. Give one such as \"UTF-8\"."),
  UNSTORABLE("UnstorableArtifact", "Artifact '%s' holds %s, %s, or make the field transient."),
  ASSIGNED_PARAMETER(
      "AssignedParameter",
      "'%s' is a parameter, and a step assigns it. Parameters are read-only: assign another field."),

  // The code of steps.
  UNASSIGNED_ARTIFACT(
      "UnassignedArtifact",
      "'%s' is read by step '%s', and nothing assigns it up to there. Assign it first."),
  UNMERGED_ARTIFACT(
      "UnmergedArtifact",
      "'%s' is read by step '%s', and the join '%s' neither merges nor assigns it. Call"
          + " inputs.merge(this) in the join, or assign it there."),
  UNASSIGNED_SPLIT(
      "UnassignedSplit",
      "'%s' decides what follows step '%s', and nothing assigns it up to there. Assign it in that"
          + " step, or before."),
  UNKNOWN_INPUT(
      "UnknownInput",
      "'%s' is not the first or the last step of a branch to the join '%s'. These are: %s."),
  UNKNOWN_SELECTION("UnknownSelection", "'%s' is not a field of this flow.%s"),
  STEP_CALL(
      "StepCall",
      "Step '%s' is called as a method here, which runs it within this task. Move what several"
          + " steps need to a method that is not a step."),
  SHARED_STATIC(
      "SharedStatic",
      "'%s' is static, and each task has its own: no other step sees what is assigned here. Make"
          + " it a field of the flow that is not static."),
  TRANSIENT_READ(
      "TransientRead",
      "'%s' is transient, so what another step has assigned is not stored. Remove 'transient', or"
          + " assign it in this step."),

  // Step methods.
  STEP_OVERRIDE(
      "StepOverride",
      "'%s' overrides a step, and so is that step, with its transition and decorators. Write"
          + " @Step on it, too."),
  PRIVATE_STEP("PrivateStep", "Step '%s' is private, and the runtime calls it. Remove 'private'."),
  UNREACHABLE_METHOD(
      "UnreachableMethod",
      "Step '%s' of '%s' is not visible in the flow's package. Make it public."),
  STATIC_STEP("StaticStep", "Step '%s' is static. Remove 'static'."),
  ABSTRACT_STEP("AbstractStep", "Step '%s' is abstract. Implement it in the flow."),
  GENERIC_STEP("GenericStep", "Step '%s' has type parameters. Remove them."),
  STEP_RETURNS(
      "StepReturns", "Step '%s' returns %s. Return void, and leave the result in a field."),
  TWO_ARGUMENTS(
      "TwoArguments",
      "Step '%s' takes a second %s. A step takes at most one item, one Inputs and one"
          + " TaskContext: remove the others."),
  OTHER_INPUTS("OtherInputs", "Step '%s' takes %s. Take Inputs<%s>: a join joins its own flow."),
  ITEM_OUTSIDE_FOREACH(
      "ItemOutsideForeach",
      "Step '%s' takes an item '%s', but is not inside a foreach. Remove it, or split with foreach"
          + " before the step."),
  ITEM_TYPE(
      "ItemType",
      "Step '%s' takes an item of type %s, but '%s' has elements of type %s. Take a %4$s."),
  INDEX_TYPE(
      "IndexType",
      "Step '%s' takes an item of type %s, but numParallel hands out the task's index. Take an int."),

  // What Kotlin makes of a flow.
  KOTLIN_NO_CONSTRUCTOR(
      "NoConstructor",
      "Flow '%s' has no public constructor without arguments. Make it a class, not an object, and"
          + " give each parameter of its constructor a default value."),
  KOTLIN_PRIVATE_FIELD(
      "PrivateField",
      "Kotlin keeps property '%s' in a private field, and the runtime reads and writes it. Make"
          + " it '@JvmField var' or 'lateinit var' and not private, or add @Transient if it is not"
          + " an artifact."),
  KOTLIN_FINAL_FIELD(
      "FinalField",
      "Property '%s' is a val, and cannot be loaded in the next step. Make it '@JvmField var', or"
          + " move it to the companion object if it is a constant."),
  DELEGATED_PROPERTY(
      "DelegatedProperty",
      "Property '%s' is delegated, and what it is delegated to cannot be stored. Make it"
          + " '@JvmField var', or add @delegate:Transient if it is not an artifact."),
  INTERNAL_STEP(
      "InternalStep", "Step '%s' is internal, so Kotlin names its method '%s'. Make it public."),
  SUSPEND_STEP(
      "SuspendStep",
      "Step '%s' is a suspend function, and a task does not run in a coroutine. Remove 'suspend', and use"
          + " runBlocking."),

  // Transitions.
  NO_NEXT("NoNext", "Step '%s' has no next. Name the step that follows: @Step(next = \"%s\")."),
  NEXT_ON_END("NextOnEnd", "'end' is the last step and has a %s. Remove it."),
  UNKNOWN_STEP("UnknownStep", "@Step(next) of '%s' names '%s', which is not a step.%s"),
  DUPLICATE_TARGET(
      "DuplicateTarget", "@Step(next) of '%s' names '%s' twice. Remove one, or use numParallel."),
  SELF_LOOP(
      "SelfLoop", "Step '%s' leads to itself. Name another step; only a switch may lead back."),
  CYCLE(
      "Cycle",
      "The steps %s form a cycle. Break it, or make one of them a switch with" + " condition."),
  UNKNOWN_FIELD("UnknownField", "%s of '%s' names '%s', which is not a field.%s"),
  TRANSITION_CLASH("TransitionClash", "@Step of '%s' has %s together. Keep one of them."),
  FOREACH_TARGETS(
      "ForeachTargets",
      "A %s leads to one step, and '%s' names %d. Name one, and branch after it."),
  NUM_PARALLEL("BadNumParallel", "numParallel of '%s' is %d. Give 1 or more."),
  NOT_ITERABLE(
      "NotIterable",
      "foreach of '%s' iterates over '%s', which is of type %s. Use a list, set, map or array."),
  CONDITION_TYPE(
      "ConditionType",
      "condition of '%s' is '%s', which is of type %s. Use a String, enum, boolean or whole"
          + " number."),
  BAD_CASE("BadCase", "'%s' is not a valid case of the switch '%s'. Write \"VALUE=step\"."),
  CASE_WITHOUT_CONDITION(
      "CaseWithoutCondition",
      "'%s' is a case, but '%s' is not a switch. Add condition = \"field\", or name the step alone."),
  DUPLICATE_CASE("DuplicateCase", "The switch '%s' has two cases '%s'. Remove one."),
  UNKNOWN_CASE("UnknownCase", "'%s' of the switch '%s' is not a value of type %s.%s"),
  MISSING_CASE("MissingCase", "The switch '%s' has no case for %s of '%s'. Add %s."),

  // The graph.
  NO_START("NoStart", "Flow '%s' has no step 'start'.%s"),
  NO_END("NoEnd", "Flow '%s' has no step 'end'.%s"),
  UNREACHABLE_STEP(
      "UnreachableStep",
      "No step leads to '%s'. Name it in the next of another step, or remove it."),
  UNREACHABLE_INHERITED(
      "UnreachableStep",
      "No step leads to '%s', which '%s' brings. Name it in the next of another step, or move it"
          + " from there to the flows that use it."),
  NO_WAY_TO_END(
      "NoWayToEnd", "No path leads from step '%s' to 'end'. Add a case that leads there."),
  SPLIT_NOT_JOINED(
      "SplitNotJoined",
      "The split in '%s' is never joined: '%s' is reached from %s with the split still open. Add a"
          + " step that takes Inputs<%s> before it."),
  UNDECLARED_JOIN(
      "UndeclaredJoin",
      "Step '%s' is where %s meet, but takes no Inputs. Add a parameter Inputs<%s>."),
  NOTHING_TO_JOIN(
      "NothingToJoin",
      "Step '%s' takes Inputs, but no split is open before it. Remove the parameter, or split"
          + " before it."),
  EMPTY_SPLIT(
      "EmptySplit", "The split '%s' leads straight to the join '%s'. Put a step between them."),
  INCOMPLETE_JOIN(
      "IncompleteJoin",
      "Step '%s' joins the split of '%s' without %s. Lead every branch to this join."),
  SEVERAL_JOINS(
      "SeveralJoins", "The split in '%s' is joined in %s. Lead all of its branches to one join."),
  UNRELATED_BRANCHES(
      "UnrelatedBranches",
      "Step '%s' is reached %s. Join each split before its branches meet others."),

  // Decorators, beyond the rules of single attributes.
  STRAY_DECORATOR(
      "StrayDecorator",
      "@%s is on '%s', which is not a step, and does nothing there. Add @Step, or move it to a step."),
  DECORATOR_ON_BASE(
      "DecoratorOnBase",
      "@%s is on '%s', which is not a flow, and does nothing there. Put it on '%s'."),
  TWO_COMPUTES(
      "TwoComputes", "'%s' has both @%s and @%s. A step runs in one place: remove one of them."),
  PYPI_AND_CONDA(
      "PypiAndConda", "'%s' has both @Pypi and @Conda. Keep the one that makes the environment."),
  DUPLICATE_PACKAGE(
      "DuplicatePackage", "Package '%s' is listed twice. Keep the version that is meant."),
  DUPLICATE_KEY("DuplicateKey", "'%s' is given twice. Keep the value that is meant."),
  EMPTY_VARIABLES("EmptyVariables", "@Environment names no variable. Give vars, or remove it."),
  USELESS_CATCH(
      "UselessCatch",
      "@Catch is on '%s', which %s: nothing could follow if it failed. Remove it, or move what may fail to a"
          + " step of its own."),
  SHORT_TIMEOUT(
      "ShortTimeout",
      "The timeout of '%s' is %d s, and AWS Batch takes 60 s at least. Give it more time."),
  HUB_WEB_SITE(
      "HubWebSite",
      "hub.docker.com is a web site, and serves no images. Write '%s', which is what a run uses."),
  USELESS_TMPFS("UselessTmpfs", "%s does nothing without useTmpfs = true. Add that, or remove it."),
  OVERRULED_COMPUTE(
      "OverruledCompute",
      "'%s' has @%s, which holds, and the flow has @%s, which does not hold for it. Remove one if that is not"
          + " what is meant."),
  CATCH_VAR_TYPE(
      "CatchVarType",
      "var of @Catch on '%s' is field '%s', which is of type %s. Use a String, Throwable or"
          + " Object.");

  private final String tag;
  private final String template;

  Message(String tag, String template) {
    this.tag = tag;
    this.template = template;
  }

  /** An error; or a warning where the author may mean it, a note where it is usual. */
  public Kind kind() {
    return switch (this) {
      case HUB_WEB_SITE,
          USELESS_TMPFS,
          UNASSIGNED_ARTIFACT,
          UNMERGED_ARTIFACT,
          UNASSIGNED_SPLIT,
          STEP_CALL,
          SHARED_STATIC,
          TRANSIENT_READ,
          STEP_OVERRIDE ->
          Kind.WARNING;
      case OVERRULED_COMPUTE -> Kind.NOTE;
      default -> Kind.ERROR;
    };
  }

  /** The stable name of the mistake. */
  public String tag() {
    return tag;
  }

  /**
   * The message with its tag in front.
   *
   * @throws IllegalFormatException if {@code values} are not those that the message needs
   */
  public String text(@Nullable Object... values) {
    return "[" + tag + "] " + template.formatted(values);
  }
}
