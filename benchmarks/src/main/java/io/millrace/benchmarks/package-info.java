/**
 * Measurements side by side with Metaflow.
 *
 * <p>Comes in: this module's flows and their twins in Python. Goes out: a table of medians and
 * ratios. Read {@link io.millrace.benchmarks.SideBySide} first.
 */
package io.millrace.benchmarks;
