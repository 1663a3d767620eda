package io.millrace.runtime.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets processes of other users, such as those in containers, use storages of this one.
 *
 * <p>Each storage has a name. All is written by this process, so that its user owns it.
 */
public final class StorageServer implements AutoCloseable {
  /** The name of no storage, for those that only want to know when the server ends. */
  static final String WATCH = "";

  static final int PIECE = 1 << 16;

  /** The most bytes that a task may write at once; what may be larger, it uploads. */
  static final int LARGEST = 1 << 26;

  private static final int LONGEST_REASON = 4000;
  private static final long PAUSE_NANOS = 100_000_000;

  private final Map<String, Storage> storages;
  private final ServerSocketChannel server;
  private final Path socket;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

  /**
   * Serves until it is closed.
   *
   * @param socket where the socket is made; whoever can reach it may use it
   */
  public StorageServer(Path socket, Map<String, Storage> storages) throws IOException {
    this.storages = Map.copyOf(storages);
    this.socket = socket;
    this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
    daemon(this::accept);
  }

  private static void daemon(Runnable body) {
    Thread thread = new Thread(body, "storage");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel channel = server.accept();
        open.add(channel);
        daemon(() -> serve(channel));
      } catch (ClosedChannelException e) {
        return; // there is nobody left to serve
      } catch (IOException e) { // such as too many open files; some will be closed
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private void serve(SocketChannel channel) {
    try (channel) {
      DataInputStream in =
          new DataInputStream(new BufferedInputStream(SocketStreams.in(channel), PIECE));
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(SocketStreams.out(channel), PIECE));
      String name = in.readUTF();
      if (name.equals(WATCH)) {
        in.read(); // nothing ever comes; the other end waits for the end of this one
      }
      Storage storage = storages.get(name);
      while (storage != null) {
        StorageRequest request = request(in.readByte());
        try {
          answer(request, storage, in, out);
        } catch (UncheckedIOException | UnsupportedOperationException e) {
          fail(String.valueOf(e.getMessage()), out); // of the storage, before anything was answered
        } catch (RuntimeException e) { // ours; but the task waits for an answer
          fail("the datastore's server failed: " + e, out);
        }
        out.flush();
      }
    } catch (IOException e) {
      // the other end is gone, in the middle of a request or after one, or sends what it must not
    } finally {
      open.remove(channel);
    }
  }

  private static StorageRequest request(int number) throws IOException {
    StorageRequest[] all = StorageRequest.values();
    if (number < 0 || number >= all.length) {
      throw new IOException(number + " is not a request");
    }
    return all[number];
  }

  private static void answer(
      StorageRequest request, Storage storage, DataInputStream in, DataOutputStream out)
      throws IOException {
    switch (request) {
      case READ -> {
        String key = in.readUTF();
        read(() -> new Storage.Attributed(storage.open(key), ""), false, out);
      }
      case READ_ATTRIBUTED -> {
        String key = in.readUTF();
        read(() -> storage.openAttributed(key), true, out);
      }
      case EXISTS -> {
        boolean exists = storage.exists(in.readUTF());
        out.writeByte(StorageRequest.OK);
        out.writeBoolean(exists);
      }
      case WRITE -> {
        String key = in.readUTF();
        byte[] content = content(in);
        storage.write(key, content);
        out.writeByte(StorageRequest.OK);
      }
      case WRITE_ATTRIBUTED -> {
        String key = in.readUTF();
        byte[] content = content(in);
        storage.write(key, content, in.readUTF());
        out.writeByte(StorageRequest.OK);
      }
      case UPLOAD -> upload(storage, in, out);
      case LIST -> {
        List<String> names = storage.list(in.readUTF());
        out.writeByte(StorageRequest.OK);
        out.writeInt(names.size());
        for (String name : names) {
          out.writeUTF(name);
        }
      }
    }
  }

  /** The other end may go away in the middle, and half of something must not be stored. */
  private static byte[] content(DataInputStream in) throws IOException {
    int length = length(in, LARGEST);
    byte[] content = in.readNBytes(length);
    if (content.length < length) {
      throw new EOFException();
    }
    return content;
  }

  private static int length(DataInputStream in, int most) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > most) {
      throw new IOException(length + " bytes are not taken at once");
    }
    return length;
  }

  private static void fail(String why, DataOutputStream out) throws IOException {
    out.writeByte(StorageRequest.FAILED);
    out.writeUTF(why.substring(0, Math.min(why.length(), LONGEST_REASON)));
  }

  private interface Opening {
    Storage.Attributed open() throws IOException;
  }

  /** In pieces, as its length need not be known. */
  private static void read(Opening opening, boolean attributes, DataOutputStream out)
      throws IOException {
    Storage.Attributed opened;
    try {
      opened = opening.open();
    } catch (NoSuchFileException e) {
      out.writeByte(StorageRequest.NOTHING);
      return;
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()), out);
      return;
    }
    try (InputStream content = opened.content()) {
      out.writeByte(StorageRequest.OK);
      if (attributes) {
        out.writeUTF(opened.attributes());
      }
      byte[] piece = new byte[PIECE];
      for (int count = content.read(piece); count >= 0; count = content.read(piece)) {
        if (count > 0) {
          out.writeInt(count);
          out.write(piece, 0, count);
        }
      }
      out.writeInt(0);
    } catch (RuntimeException e) { // too late to tell; the end of the connection does
      throw new IOException(e);
    }
  }

  /** What fails is told in the end, as the other end does not listen before. */
  private static void upload(Storage storage, DataInputStream in, DataOutputStream out)
      throws IOException {
    Exception failure = null;
    Storage.Upload upload = null;
    try {
      upload = storage.upload();
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
    try {
      for (int count = length(in, PIECE); count > 0; count = length(in, PIECE)) {
        byte[] piece = new byte[count];
        in.readFully(piece);
        if (upload != null && failure == null) {
          try {
            upload.write(piece);
          } catch (IOException | RuntimeException e) {
            failure = e;
          }
        }
      }
      String key = in.readUTF();
      String attributes = in.readUTF();
      if (failure == null && upload != null) {
        try {
          upload.commit(key, attributes);
        } catch (IOException | RuntimeException e) {
          failure = e;
        }
      }
      if (failure == null) {
        out.writeByte(StorageRequest.OK);
      } else {
        fail(String.valueOf(failure.getMessage()), out);
      }
    } finally {
      if (upload != null) {
        upload.close();
      }
    }
  }

  @Override
  public void close() {
    try {
      server.close();
      for (SocketChannel channel : open) {
        channel.close();
      }
      Files.deleteIfExists(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
