/**
 * Run time: from a command line to a finished run.
 *
 * <p>Comes in: the arguments, the manifests in the jar, Metaflow's configuration. Goes out: a run
 * in a datastore that Metaflow reads, and an exit code. The packages are the pipeline, each knowing
 * only those to its right:
 *
 * <pre>
 *   Main → cli → plan → config
 *             → scheduler → compute ← compute.local → container → bootstrap
 *                                               → worker → task → weaving
 *                                                               → metadata, log, datastore → storage, artifact
 *             → terminal, image
 *   cli, compute.local, container → jvm → storage
 *   all → locale
 * </pre>
 *
 * Read {@link io.millrace.runtime.Main} first.
 */
@NullMarked
package io.millrace.runtime;

import org.jspecify.annotations.NullMarked;
