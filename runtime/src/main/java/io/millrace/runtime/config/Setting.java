package io.millrace.runtime.config;

/**
 * A configured value.
 *
 * @param value as text
 * @param source where it comes from, such as {@code METAFLOW_X} or {@code METAFLOW_X in
 *     /home/ann/.metaflowconfig/config.json}
 */
public record Setting(String value, String source) {}
