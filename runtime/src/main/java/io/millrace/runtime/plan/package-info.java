/**
 * The plan of a run: for each step, every attribute with its value and where that comes from.
 *
 * <p>Comes in: a manifest, the configuration, the {@code --with} options. Goes out: an immutable
 * {@link io.millrace.runtime.plan.RunPlan}; nothing after it reads configuration or annotations.
 * Read {@link io.millrace.runtime.plan.Planner} first: it holds the one rule.
 */
@NullMarked
package io.millrace.runtime.plan;

import org.jspecify.annotations.NullMarked;
