/**
 * The JVM that this process is, for the JVMs that it starts: on this machine, in containers and in
 * pods.
 *
 * <p>Comes in: the command line, the class path or module path, and the manifest of the jar that
 * was started. Goes out: the options and the class path by which another JVM runs the same code
 * under the same rules. Read {@link io.millrace.runtime.jvm.JvmOptions} first.
 */
@NullMarked
package io.millrace.runtime.jvm;

import org.jspecify.annotations.NullMarked;
