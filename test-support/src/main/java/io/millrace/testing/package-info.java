/**
 * What the tests need of a machine beside a JDK and Maven.
 *
 * <p>A test asks its {@link io.millrace.testing.Component} for a part of the machine. Where that
 * cannot be had, the test is left out, and {@link io.millrace.testing.LeftOut} names it at the end
 * with what to install; or it fails, where all is demanded, as in CI.
 */
@NullMarked
package io.millrace.testing;

import org.jspecify.annotations.NullMarked;
