/**
 * Bytes under keys: what a datastore is made on.
 *
 * <p>Comes in: keys such as {@code ScoreFlow/17/start/1/0.data.json}, and bytes. Goes out: the same
 * bytes, from a folder on this machine or from the other end of a socket. Read {@link
 * io.millrace.runtime.storage.Storage} first.
 */
@NullMarked
package io.millrace.runtime.storage;

import org.jspecify.annotations.NullMarked;
