/**
 * What a task needs in a container whose image has nothing of ours.
 *
 * <p>Comes in: an attempt, the JDK that runs this, the class path. Goes out: a command, and the
 * files that must be there for it, all below {@code /millrace}: a Java runtime with its own loader
 * and C library, the jars, and a way to the datastore. The image's files, variables, user and
 * programs stay as they are.
 *
 * <p>This is the contract of every place that runs containers. Read {@link
 * io.millrace.runtime.container.ContainerCommand} for the outside and {@link
 * io.millrace.runtime.container.TaskMain} for the inside.
 */
@NullMarked
package io.millrace.runtime.container;

import org.jspecify.annotations.NullMarked;
