/**
 * The flow's classes as a task gets them: accesses to the flow's fields are observed.
 *
 * <p>Comes in: the class path, and the manifest, which names the fields. Goes out: a class loader
 * whose classes tell a {@link io.millrace.woven.FieldWatch} of each field that is read while it is
 * missing and of each that is assigned, and tell {@link io.millrace.woven.Doors} when code gets at
 * fields by other ways. Read {@link io.millrace.runtime.weaving.FlowClassLoader} first, then {@link
 * io.millrace.runtime.weaving.Weaver}.
 */
@NullMarked
package io.millrace.runtime.weaving;

import org.jspecify.annotations.NullMarked;
