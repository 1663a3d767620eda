package io.millrace.aws;

import io.millrace.runtime.storage.ForwardingUpload;
import io.millrace.runtime.storage.Storage;
import io.millrace.runtime.storage.Temporary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The objects of a bucket below a prefix, or of all buckets. */
final class S3Storage implements Storage {
  /** Metaflow's word for it. */
  static final String TYPE = "s3";

  private static final int NOT_FOUND = 404;

  private final S3Client client;
  private final S3Connection connection;
  private final S3Root root;
  private final S3Transfer transfer;

  S3Storage(S3Connection connection, S3Root root, S3Transfer transfer) {
    this.connection = connection;
    this.client = connection.client();
    this.root = root;
    this.transfer = transfer;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public boolean isFar() {
    return true;
  }

  @Override
  public String root() {
    return root.url();
  }

  @Override
  public InputStream open(String key) throws IOException {
    return new ByteArrayInputStream(read(key));
  }

  @Override
  public byte[] read(String key) throws IOException {
    S3Root.Place place = root.place(key);
    try {
      return client
          .getObject(
              request -> request.bucket(place.bucket()).key(place.key()),
              ResponseTransformer.toBytes())
          .asByteArrayUnsafe();
    } catch (SdkException e) {
      throw S3Failure.of(e, place, "cannot be read");
    }
  }

  @Override
  public Attributed openAttributed(String key) throws IOException {
    S3Root.Place place = root.place(key);
    try {
      return transfer.open(place);
    } catch (SdkException e) {
      throw S3Failure.of(e, place, "cannot be read");
    }
  }

  @Override
  public boolean exists(String key) {
    S3Root.Place place = root.place(key);
    try {
      client.headObject(request -> request.bucket(place.bucket()).key(place.key()));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == NOT_FOUND) {
        return false;
      }
      throw S3Failure.unchecked(e, place, "cannot be looked for");
    } catch (SdkException e) {
      throw S3Failure.unchecked(e, place, "cannot be looked for");
    }
  }

  @Override
  public void write(String key, byte[] content) {
    write(key, content, "");
  }

  @Override
  public void write(String key, byte[] content, String attributes) {
    S3Root.Place place = root.place(key);
    try {
      client.putObject(transfer.put(place, attributes), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw S3Failure.unchecked(e, place, "cannot be written");
    }
  }

  @Override
  public Upload upload() throws IOException {
    return new FileUpload(Temporary.file("upload-"));
  }

  @Override
  public List<String> list(String folder) {
    S3Root.Place place = root.place(folder);
    String prefix = place.key().isEmpty() ? "" : place.key() + "/";
    List<String> names = new ArrayList<>();
    try {
      for (ListObjectsV2Response page :
          client.listObjectsV2Paginator(listing(place.bucket(), prefix).build())) {
        Stream.concat(
                page.contents().stream().map(each -> each.key()),
                page.commonPrefixes().stream().map(each -> each.prefix()))
            .map(key -> key.substring(prefix.length()))
            .filter(name -> !name.isEmpty())
            .forEach(names::add);
      }
    } catch (SdkException e) {
      throw S3Failure.unchecked(e, place, "cannot be listed");
    }
    names.sort(null);
    return names;
  }

  @Override
  public Optional<URI> link(String key, Duration validity) {
    S3Root.Place place = root.place(key);
    try {
      return Optional.of(
          URI.create(
              connection
                  .links(place.bucket())
                  .presignGetObject(
                      request ->
                          request
                              .signatureDuration(validity)
                              .getObjectRequest(get -> get.bucket(place.bucket()).key(place.key())))
                  .url()
                  .toExternalForm()));
    } catch (SdkException e) {
      throw S3Failure.unchecked(e, place, "cannot be shared");
    }
  }

  @Override
  public void check() throws IOException {
    S3Root.Place place = root.place("");
    String prefix = place.key().isEmpty() ? "" : place.key() + "/";
    try {
      client.listObjectsV2(listing(place.bucket(), prefix).maxKeys(1).build());
    } catch (SdkException e) {
      throw new IOException("cannot be used: " + S3Failure.words(e, place.bucket()), e);
    }
  }

  private static ListObjectsV2Request.Builder listing(String bucket, String prefix) {
    return ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).delimiter("/");
  }

  /** A temporary file, sent when its key is known. */
  private final class FileUpload extends ForwardingUpload {
    private final Path file;

    private FileUpload(Path file) throws IOException {
      super(Files.newOutputStream(file));
      this.file = file;
    }

    @Override
    public void commit(String key, String attributes) throws IOException {
      super.close();
      S3Root.Place place = root.place(key);
      try {
        transfer.send(file, place, attributes);
      } catch (SdkException e) {
        throw S3Failure.of(e, place, "cannot be written");
      }
    }

    @Override
    public void close() throws IOException {
      super.close();
      Files.deleteIfExists(file);
    }
  }
}
