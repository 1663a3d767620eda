package io.millrace.examples.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A flow: its fields, its steps, and what each step does to the fields by which ways.
 *
 * @param serializable whether Java may serialize it
 * @param lombok whether Lombok writes its accessors
 * @param prototype whether its class makes an instance of it when it is initialized
 */
record FlowModel(
    String name,
    Map<String, Field> fields,
    LinkedHashMap<String, Step> steps,
    boolean serializable,
    boolean lombok,
    boolean prototype) {

  /** Which class declares a field. */
  enum Place {
    FLOW,
    BASE,
    LIBRARY
  }

  /** Which code assigns a field when an instance is made. */
  enum Maker {
    DECLARATION,
    CONSTRUCTOR,
    HELPER,
    LAMBDA
  }

  /**
   * A field.
   *
   * @param initializer the number of the value that an initializer assigns; null if there is none
   * @param visibility a modifier, or nothing
   */
  record Field(
      String name,
      Kind kind,
      Place place,
      Integer initializer,
      Maker maker,
      String visibility,
      boolean isVolatile,
      boolean parameter) {
    boolean isPublic() {
      return visibility.equals("public");
    }

    Object initial() {
      return initializer == null ? kind.nothing() : kind.value(initializer);
    }
  }

  /** What leads from a step to the next. */
  enum Leads {
    ON,
    BRANCH,
    FOREACH,
    SWITCH
  }

  /**
   * A step.
   *
   * @param by the field that decides what follows, or nothing
   * @param cases of a switch, for each of {@code next}
   * @param item whether it takes the item of the foreach that leads to it
   * @param retries how often it is tried again
   * @param caught the field that receives its failure; null if nothing catches it
   * @param timed whether it has a time limit
   * @param inherited whether the flow's superclass has it
   */
  record Step(
      String name,
      Leads leads,
      String by,
      List<String> next,
      List<String> cases,
      boolean join,
      boolean item,
      int retries,
      String caught,
      boolean timed,
      boolean inherited,
      List<Op> ops) {
    Step with(List<Op> others) {
      return new Step(
          name, leads, by, next, cases, join, item, retries, caught, timed, inherited, others);
    }

    Step withItem() {
      return new Step(
          name, leads, by, next, cases, join, true, retries, caught, timed, inherited, ops);
    }
  }

  /** What is done. */
  enum Act {
    /** Prints the field. */
    READ,
    /** Assigns the value {@code number}. */
    ASSIGN,
    /** Assigns what the field holds already. */
    ASSIGN_SAME,
    /** Assigns what the field {@code other} holds. */
    COPY,
    INCREMENT,
    /** Changes what the field holds. */
    CHANGE,
    /** Assigns the value {@code number} in a clone of the flow. */
    ASSIGN_IN_CLONE,
    /** Assigns the value {@code number} in another instance, which the step makes. */
    ASSIGN_IN_OTHER,
    /** Compares and sets what the field does not hold. */
    FAIL_TO_SET,
    /** Prints the field of the first input. */
    READ_INPUT,
    /** Assigns what the field holds in the first input. */
    TAKE_INPUT,
    /** Changes what the field holds in the first input. */
    CHANGE_INPUT,
    /** Assigns the value {@code number} in the first input. */
    ASSIGN_IN_INPUT,
    /** Merges all; if that fails, all but what differs. */
    MERGE,
    MERGE_INCLUDING,
    MERGE_EXCLUDING,
    /** Assigns a short list unless the field holds one. */
    MAKE_ITEMS,
    /** Assigns something that a switch knows unless the field holds it. */
    MAKE_CASE,
    /** Assigns whether {@code other} is less than {@code number}. */
    LESS,
    /** Throws in the first {@code number} attempts. */
    FAIL
  }

  /**
   * One thing that a step does.
   *
   * @param id unique in the flow
   * @param fields those that a merge names
   * @param read the way to read
   * @param write the way to assign
   */
  record Op(
      int id,
      Act act,
      String field,
      String other,
      int number,
      List<String> fields,
      Way read,
      Way write) {}

  Field field(String field) {
    return fields.get(field);
  }
}
