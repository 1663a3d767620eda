/**
 * Runs tasks as jobs of a Kubernetes cluster.
 *
 * <p>Comes in: attempts, each with the plan of its step, and what a watch tells of jobs, pods and
 * events. Goes out: one {@code batch/v1} Job for each attempt, the lines that its container prints,
 * and how it ended, in words.
 *
 * <pre>
 *   KubernetesCompute → Delivery (code and Java for the pods)
 *                     → PodTask (one attempt) → JobSpec (what is asked of the cluster; pure)
 *                                             → PodState (what the cluster tells; pure),
 *                                               read by PodStatusReader
 *                                             → PodLog (what the container prints)
 *                                               → LogConnections (where it comes from)
 *   all of them       → Cluster (requests to the API server, and the watch)
 * </pre>
 *
 * <p>Nothing runs for a task on this machine: all jobs of a namespace are watched by one watch.
 * Read {@link io.millrace.kubernetes.KubernetesCompute} first.
 */
@NullMarked
package io.millrace.kubernetes;

import org.jspecify.annotations.NullMarked;
