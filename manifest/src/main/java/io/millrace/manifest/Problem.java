package io.millrace.manifest;

/**
 * What is wrong with a value.
 *
 * @param tag stable name of the kind of mistake, such as {@code BadImage}
 * @param entry the entry of a list that is wrong, from 0; -1 for the whole value
 * @param message what is wrong, and what to do
 */
public record Problem(String tag, int entry, String message) {}
