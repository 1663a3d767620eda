package io.millrace.runtime.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process of an init container: copies the Java runtime that runs it and fetches the flow's
 * code, both into the volume that the task's container will have.
 *
 * <p>It ends with 0, or prints one line that says why not and ends with 1.
 */
public final class Bootstrap {
  private static final int ATTEMPTS = 6;
  private static final int FIRST_PAUSE_MILLIS = 500;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SILENCE_MILLIS = 60_000;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private Bootstrap() {}

  /**
   * A file to fetch.
   *
   * @param sha1 of its content, in lower-case hexadecimal digits
   * @param target where it is to be
   * @param url where it is, often with a permission to read it that is a secret
   */
  public record Item(String sha1, String target, String url) {
    /** As a line of the list. */
    public String line() {
      return sha1 + " " + target.replace("%", "%25").replace(" ", "%20") + " " + url;
    }

    static Item of(String line) {
      String[] words = line.split(" ", 3);
      return new Item(words[0], words[1].replace("%20", " ").replace("%25", "%"), words[2]);
    }
  }

  /**
   * @param arguments the file that lists what to fetch
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      bring(Path.of(arguments[0]));
    } catch (IOException e) {
      System.err.println("The task's container cannot be prepared: " + e.getMessage() + ".");
      System.exit(1);
    }
  }

  private static void bring(Path list) throws IOException, InterruptedException {
    List<Callable<Void>> all = new ArrayList<>();
    all.add(
        () -> {
          Path home = Path.of(System.getProperty("java.home"));
          PortableJava.copy(home, Path.of(PortableJava.PLACE));
          return null;
        });
    for (String line : Files.readAllLines(list)) {
      Item item = Item.of(line);
      all.add(
          () -> {
            fetch(item);
            return null;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<Void> each : threads.invokeAll(all)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause
          ? cause
          : new IOException(String.valueOf(e.getCause()), e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void fetch(Item item) throws IOException, InterruptedException {
    Path target = Path.of(item.target());
    Files.createDirectories(target.resolveSibling(""));
    for (int attempt = 1; ; attempt++) {
      try {
        fetch(item, target);
        return;
      } catch (Refused e) {
        throw e;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
        Thread.sleep((long) FIRST_PAUSE_MILLIS << (attempt - 1));
      }
    }
  }

  /** An answer that will not change when it is asked for again. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  private static void fetch(Item item, Path target) throws IOException {
    URI address = URI.create(item.url());
    String where = address.getScheme() + "://" + address.getAuthority() + address.getPath();
    MessageDigest digest = sha1();
    try (InputStream in = new DigestInputStream(open(address, where), digest)) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (Refused e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(where + " cannot be read: " + e, e);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    if (!found.equals(item.sha1())) {
      throw new IOException(
          "%s is damaged: its SHA-1 is %s, and should be %s".formatted(where, found, item.sha1()));
    }
  }

  /** What follows the path of an address is not shown: it is what lets one read there. */
  private static InputStream open(URI address, String where) throws IOException {
    URLConnection connection = address.toURL().openConnection();
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(SILENCE_MILLIS);
    if (connection instanceof HttpURLConnection http) {
      int status = http.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        String message = where + " cannot be read: the server answered " + status;
        boolean passes = status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
        drain(http);
        throw passes ? new IOException(message) : new Refused(message);
      }
    }
    return connection.getInputStream();
  }

  private static void drain(HttpURLConnection http) throws IOException {
    try (InputStream said = http.getErrorStream()) {
      if (said != null) {
        said.transferTo(OutputStream.nullOutputStream());
      }
    }
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
