package io.millrace.runtime.image;

/**
 * An image that can be pulled.
 *
 * @param digest of what its name stands for, such as {@code sha256:…}
 * @param bytes that are pulled: its configuration and its layers as they are transferred
 * @param platform such as {@code linux/amd64}
 */
public record ImageFacts(String digest, long bytes, String platform) {}
