/**
 * Makes a Java runtime that runs in any Linux container, and brings it to one with the flow's code.
 *
 * <p>Comes in: a Java runtime, and a list of files with their addresses and checksums. Goes out: a
 * folder {@code /millrace} that a container of any image can run a task from.
 *
 * <p>Where containers of this machine run, {@link io.millrace.runtime.bootstrap.PortableJava} is
 * used from here. In a cluster, an init container runs {@link
 * io.millrace.runtime.bootstrap.Bootstrap}, out of a jar of a few kilobytes that has this package
 * alone. So nothing here may need more than the JDK.
 */
@NullMarked
package io.millrace.runtime.bootstrap;

import org.jspecify.annotations.NullMarked;
