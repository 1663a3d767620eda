/**
 * Steps in containers of this machine, by Docker or Podman.
 *
 * <p>Comes in: attempts, and how their steps run. Goes out: containers, what they print, and how
 * they end. What a container may use of this machine goes through {@code ServedStorage}; what a
 * killed process has left is found by {@code Owner}. {@code ContainerSpec} says what a container is
 * to be, {@code DockerEngine} makes it so, and {@code ContainerOutcome} says what its end means.
 * Read {@code ContainerTask} first: it is one attempt from beginning to end.
 */
@NullMarked
package io.millrace.docker;

import org.jspecify.annotations.NullMarked;
