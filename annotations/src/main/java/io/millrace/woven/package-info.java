/**
 * What the runtime's class loader weaves into the classes of a flow calls these; flow authors never
 * name them.
 *
 * <p>Comes in: accesses to a flow's fields, as they happen. Goes out: the values that are not there
 * yet, and a record of what was assigned. Read {@link io.millrace.woven.FieldWatch} first.
 */
package io.millrace.woven;
