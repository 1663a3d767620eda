/**
 * The contract between generated code and the runtime; flow authors never name it.
 *
 * <p>Comes in: a flow class, by way of the {@code <FlowClass>_Runner} that the processor writes
 * beside it. Goes out: a way to make, read, write and step a flow without reflection. Read {@link
 * io.millrace.generated.FlowRunner} first.
 */
package io.millrace.generated;
