package io.millrace.runtime.artifact;

import org.jspecify.annotations.Nullable;

/**
 * Metaflow's descriptor of a file that was included in a run.
 *
 * @param url where its content is, such as {@code local:///…/data/Flow/sha}
 * @param text whether the content is text
 * @param encoding of a text
 * @param size of the content in bytes
 */
public record IncludedFile(String url, boolean text, @Nullable String encoding, long size) {}
