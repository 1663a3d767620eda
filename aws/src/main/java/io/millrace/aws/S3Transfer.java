package io.millrace.aws;

import io.millrace.runtime.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Moves large content in parts, several at a time, each of which the SDK sends or asks for again if
 * it fails.
 */
final class S3Transfer {
  /** Metaflow's name for the object's metadata that says how to read it. */
  private static final String ATTRIBUTES = "metaflow-user-attributes";

  /** How many bytes a part has, of an object that needs no larger ones. */
  static final int PART = 8 << 20;

  /** How many parts of one object are on their way. */
  static final int AT_ONCE = 4;

  /** As S3 has it. */
  private static final int MOST_PARTS = 10_000;

  private static final int NOT_SATISFIABLE = 416;
  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          body -> {
            Thread thread = new Thread(body, "s3");
            thread.setDaemon(true);
            return thread;
          });

  private final S3Client client;
  private final Optional<String> encryption;

  /**
   * @param encryption the server-side encryption of what is written, such as {@code aws:kms}
   */
  S3Transfer(S3Client client, Optional<String> encryption) {
    this.client = client;
    this.encryption = encryption;
  }

  /** The request that puts an object whole. */
  PutObjectRequest put(S3Root.Place place, String attributes) {
    PutObjectRequest.Builder request =
        PutObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .contentType("binary/octet-stream")
            .metadata(metadata(attributes));
    encryption.ifPresent(request::serverSideEncryption);
    return request.build();
  }

  private static Map<String, String> metadata(String attributes) {
    return attributes.isEmpty() ? Map.of() : Map.of(ATTRIBUTES, attributes);
  }

  /** Sends a file; no part of it is there unless all are. */
  void send(Path file, S3Root.Place place, String attributes) throws IOException {
    long size = Files.size(file);
    if (size <= PART) {
      client.putObject(put(place, attributes), RequestBody.fromFile(file));
      return;
    }
    CreateMultipartUploadRequest.Builder request =
        CreateMultipartUploadRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .contentType("binary/octet-stream")
            .metadata(metadata(attributes));
    encryption.ifPresent(request::serverSideEncryption);
    String upload = client.createMultipartUpload(request.build()).uploadId();
    try {
      List<CompletedPart> parts = sendParts(file, size, place, upload);
      client.completeMultipartUpload(
          complete ->
              complete
                  .bucket(place.bucket())
                  .key(place.key())
                  .uploadId(upload)
                  .multipartUpload(all -> all.parts(parts)));
    } catch (SdkException e) {
      abort(place, upload, e);
      throw e;
    }
  }

  /** What is left of an upload costs money until somebody finds it. */
  private void abort(S3Root.Place place, String upload, SdkException why) {
    try {
      client.abortMultipartUpload(
          abort -> abort.bucket(place.bucket()).key(place.key()).uploadId(upload));
    } catch (SdkException e) {
      why.addSuppressed(e);
    }
  }

  private List<CompletedPart> sendParts(Path file, long size, S3Root.Place place, String upload) {
    long length = Math.max(PART, (size + MOST_PARTS - 1) / MOST_PARTS);
    int count = (int) ((size + length - 1) / length);
    List<CompletedPart> sent = new ArrayList<>();
    try (Ahead<CompletedPart> parts =
        new Ahead<>(
            count,
            AT_ONCE,
            THREADS,
            part -> {
              long start = part * length;
              long bytes = Math.min(length, size - start);
              return sendPart(new Part(file, start, bytes), place, upload, part + 1);
            })) {
      while (parts.hasNext()) {
        sent.add(next(parts));
      }
    }
    return sent;
  }

  private CompletedPart sendPart(Part part, S3Root.Place place, String upload, int number) {
    String tag =
        client
            .uploadPart(
                request ->
                    request
                        .bucket(place.bucket())
                        .key(place.key())
                        .uploadId(upload)
                        .partNumber(number)
                        .contentLength(part.length()),
                RequestBody.fromContentProvider(part, part.length(), "binary/octet-stream"))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private static <T> T next(Ahead<T> parts) {
    try {
      return parts.next().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SdkException failure) {
        throw failure;
      }
      throw e;
    }
  }

  /** A part of a file, from its start each time that it is sent. */
  private record Part(Path file, long start, long length) implements ContentStreamProvider {
    @Override
    public InputStream newStream() {
      try {
        SeekableByteChannel channel = Files.newByteChannel(file);
        channel.position(start);
        return new LimitedInput(Channels.newInputStream(channel), length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Opens an object: its first part is here, and others are on their way before they are read. */
  Storage.Attributed open(S3Root.Place place) throws IOException {
    ResponseBytes<GetObjectResponse> first;
    try {
      first = get(place, Optional.empty(), 0, PART);
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_SATISFIABLE) { // there is nothing in it
        return new Storage.Attributed(InputStream.nullInputStream(), "");
      }
      throw e;
    }
    GetObjectResponse found = first.response();
    String attributes = found.metadata().getOrDefault(ATTRIBUTES, "");
    InputStream start = new ByteArrayInputStream(first.asByteArrayUnsafe());
    long size = size(found);
    if (size <= PART) {
      return new Storage.Attributed(start, attributes);
    }
    Optional<String> version = Optional.ofNullable(found.eTag());
    int rest = (int) ((size - 1) / PART);
    Ahead<byte[]> parts =
        new Ahead<>(
            rest,
            AT_ONCE,
            THREADS,
            part -> get(place, version, (part + 1L) * PART, PART).asByteArrayUnsafe());
    return new Storage.Attributed(new PartsInput(place, start, parts), attributes);
  }

  private ResponseBytes<GetObjectResponse> get(
      S3Root.Place place, Optional<String> version, long from, int count) {
    GetObjectRequest.Builder request =
        GetObjectRequest.builder()
            .bucket(place.bucket())
            .key(place.key())
            .range("bytes=" + from + "-" + (from + count - 1));
    version.ifPresent(request::ifMatch);
    return client.getObject(request.build(), ResponseTransformer.toBytes());
  }

  /** Of the whole object: {@code bytes 0-9/100}. */
  private static long size(GetObjectResponse found) {
    String range = found.contentRange();
    return range == null || range.endsWith("/*")
        ? found.contentLength()
        : Long.parseLong(range.substring(range.indexOf('/') + 1));
  }

  /** The parts one after the other. */
  private static final class PartsInput extends InputStream {
    private final S3Root.Place place;
    private final Ahead<byte[]> parts;
    private InputStream part;

    PartsInput(S3Root.Place place, InputStream first, Ahead<byte[]> parts) {
      this.place = place;
      this.part = first;
      this.parts = parts;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      int got = part.read(bytes, from, count);
      while (got < 0 && parts.hasNext()) {
        try {
          part = new ByteArrayInputStream(S3Transfer.next(parts));
        } catch (SdkException e) {
          throw S3Failure.of(e, place, "cannot be read");
        }
        got = part.read(bytes, from, count);
      }
      return got;
    }

    @Override
    public void close() {
      parts.close();
    }
  }
}
