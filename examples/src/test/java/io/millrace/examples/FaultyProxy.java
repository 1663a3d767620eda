package io.millrace.examples;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before a server and does to some connections what networks and loaded servers do: answers
 * 503, which the first always hears, or cuts them anywhere. Which ones it is depends on the seed.
 */
final class FaultyProxy implements AutoCloseable {
  private static final byte[] BUSY =
      "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  /** More than a part of a large object, so that each has its chance. */
  private static final int FAR = 20 << 20;

  private static final int NEAR = 4096;

  private final ServerSocket door;
  private final int server;
  private final Random random;
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger cut = new AtomicInteger();

  FaultyProxy(int server, long seed) throws IOException {
    this.door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    this.server = server;
    this.random = new Random(seed);
    daemon(this::accept);
  }

  String url() {
    return "http://127.0.0.1:" + door.getLocalPort();
  }

  /** How many answers were 503. */
  int busy() {
    return busy.get();
  }

  /** How many connections were cut. */
  int cut() {
    return cut.get();
  }

  private static void daemon(Runnable body) {
    Thread thread = new Thread(body, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      for (int i = 0; ; i++) {
        Socket client = door.accept();
        int fault = i == 0 ? 0 : random.nextInt(12);
        long length = random.nextInt(random.nextBoolean() ? NEAR : FAR);
        daemon(
            () -> {
              if (fault == 0) {
                refuse(client);
              } else {
                pass(client, fault <= 2 ? length : Long.MAX_VALUE, fault == 1);
              }
            });
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void refuse(Socket client) {
    try (client) {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int one = client.getInputStream().read();
        if (one < 0) {
          return;
        }
        head.write(one);
      }
      client.getOutputStream().write(BUSY);
      busy.incrementAndGet();
    } catch (IOException e) {
      // the client gave up
    }
  }

  /** Passes on what both say, until one side has said {@code length} bytes. */
  private void pass(Socket client, long length, boolean ofClient) {
    try {
      Socket origin = new Socket(InetAddress.getLoopbackAddress(), server);
      daemon(() -> copy(client, origin, ofClient ? length : Long.MAX_VALUE, true));
      copy(origin, client, ofClient ? Long.MAX_VALUE : length, false);
    } catch (IOException e) {
      close(client);
    }
  }

  /**
   * Passes on what {@code from} says.
   *
   * @param reset whether the other side sees a reset when it is cut, and not an end: the test's
   *     server would store a body that just ends, which S3 refuses
   */
  private void copy(Socket from, Socket to, long length, boolean reset) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] piece = new byte[8192];
      long left = length;
      while (left > 0) {
        int count = in.read(piece, 0, (int) Math.min(piece.length, left));
        if (count < 0) {
          return;
        }
        out.write(piece, 0, count);
        left -= count;
      }
      cut.incrementAndGet();
      to.setSoLinger(reset, 0);
    } catch (IOException e) {
      // the other direction has ended
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // it is gone
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
