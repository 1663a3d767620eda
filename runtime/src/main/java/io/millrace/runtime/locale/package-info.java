/**
 * Text is UTF-8 wherever a flow runs, also where no locale is set, as in most containers and under
 * cron.
 *
 * <p>Java takes the encoding of arguments, variables and file names from the locale when it starts,
 * and knows only ASCII in the locale C. Comes in: what this process was given. Goes out: whether it
 * needs more than ASCII, and the variables that give a process that it starts the locale C.UTF-8.
 * {@link io.millrace.runtime.locale.PlainLocale} tells the story; {@code Main} goes on in a second
 * process where there is need.
 */
@NullMarked
package io.millrace.runtime.locale;

import org.jspecify.annotations.NullMarked;
