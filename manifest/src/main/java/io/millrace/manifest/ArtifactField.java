package io.millrace.manifest;

/**
 * An artifact: a field that is neither static nor transient nor a parameter.
 *
 * @param name the field's name
 * @param type the declared type as source text, fully qualified
 * @param position of the field
 */
public record ArtifactField(String name, String type, Position position) {}
