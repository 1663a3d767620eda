/**
 * What runs use of AWS: S3 as the place of a datastore.
 *
 * <p>Comes in: the root of a datastore, such as {@code s3://bucket/metaflow}, and the settings that
 * Metaflow has for S3. Goes out: a storage that keeps its keys as Metaflow does, so that its tools
 * read them. Credentials are those of the standard chain of the AWS SDK. Read {@link
 * io.millrace.aws.S3Storage} first.
 */
@NullMarked
package io.millrace.aws;

import org.jspecify.annotations.NullMarked;
