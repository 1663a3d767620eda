/**
 * Flows that are made up at random to read and write their fields in all the ways that Java has.
 *
 * <p>Comes in: a seed. Goes out: the flow's Java source, and what each of its tasks must see and
 * leave. Read {@link io.millrace.examples.access.FlowModel} first: {@code ModelMaker} makes one,
 * {@code JavaWriter} writes it as Java, where each {@code Way} is a way to get at a field, and
 * {@code Interpreter} goes through it without any of the product's code. {@code Sample}, {@code
 * Access}, {@code LibraryBase} and {@code Runs} are in the class path of the flows.
 */
package io.millrace.examples.access;
