/**
 * All that a flow author imports.
 *
 * <p>Comes in: nothing; this module depends on nothing but the JDK. Goes out: the annotations of
 * the language, and the two things that a step is handed, {@link io.millrace.Inputs} and {@link
 * io.millrace.TaskContext}. Read {@link io.millrace.Flow} and {@link io.millrace.Step} first.
 */
package io.millrace;
