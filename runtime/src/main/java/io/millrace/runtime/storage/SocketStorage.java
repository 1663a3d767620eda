package io.millrace.runtime.storage;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A storage of another process, which serves it by {@link StorageServer}. */
public final class SocketStorage implements Storage {
  private final Path socket;
  private final String name;
  private final String type;
  private final String root;
  private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();

  /**
   * @param socket where the server's socket is
   * @param name of the storage
   * @param type of the storage itself
   * @param root of the storage itself
   */
  public SocketStorage(Path socket, String name, String type, String root) {
    this.socket = socket;
    this.name = name;
    this.type = type;
    this.root = root;
  }

  /** Does {@code action} when the server has ended, or its process died. */
  public void whenServerEnds(Runnable action) throws IOException {
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
    DataOutputStream out = new DataOutputStream(SocketStreams.out(channel));
    out.writeUTF(StorageServer.WATCH);
    Thread thread =
        new Thread(
            () -> {
              try (channel) {
                SocketStreams.in(channel).read();
              } catch (IOException e) {
                // that is an end, too
              }
              action.run();
            },
            "storage-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public boolean isFar() {
    return !type.equals("local"); // what is behind the socket counts
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public String root() {
    return root;
  }

  @Override
  public InputStream open(String key) throws IOException {
    Connection connection = ask(StorageRequest.READ, key);
    connection.requireOk(key);
    return new Pieces(connection);
  }

  @Override
  public Attributed openAttributed(String key) throws IOException {
    Connection connection = ask(StorageRequest.READ_ATTRIBUTED, key);
    connection.requireOk(key);
    String attributes = connection.in.readUTF();
    return new Attributed(new Pieces(connection), attributes);
  }

  @Override
  public boolean exists(String key) {
    try {
      Connection connection = ask(StorageRequest.EXISTS, key);
      connection.requireOk(key);
      boolean exists = connection.in.readBoolean();
      idle.add(connection);
      return exists;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public void write(String key, byte[] content) {
    write(StorageRequest.WRITE, key, content, Optional.empty());
  }

  @Override
  public void write(String key, byte[] content, String attributes) {
    write(StorageRequest.WRITE_ATTRIBUTED, key, content, Optional.of(attributes));
  }

  private void write(
      StorageRequest request, String key, byte[] content, Optional<String> attributes) {
    try {
      Connection connection = connection();
      connection.out.writeByte(request.ordinal());
      connection.out.writeUTF(key);
      connection.out.writeInt(content.length);
      connection.out.write(content);
      if (attributes.isPresent()) {
        connection.out.writeUTF(attributes.get());
      }
      connection.out.flush();
      connection.requireOk(key);
      idle.add(connection);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public Upload upload() throws IOException {
    return new SocketUpload(connection());
  }

  @Override
  public List<String> list(String folder) {
    try {
      Connection connection = ask(StorageRequest.LIST, folder);
      connection.requireOk(folder);
      List<String> names = new ArrayList<>();
      for (int left = connection.in.readInt(); left > 0; left--) {
        names.add(connection.in.readUTF());
      }
      idle.add(connection);
      return names;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** It is the process that serves which finds out. */
  @Override
  public void check() {}

  private static UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("The datastore cannot be used: " + e.getMessage(), e);
  }

  private Connection ask(StorageRequest request, String key) throws IOException {
    Connection connection = connection();
    connection.out.writeByte(request.ordinal());
    connection.out.writeUTF(key);
    connection.out.flush();
    return connection;
  }

  private Connection connection() throws IOException {
    Connection connection = idle.poll();
    return connection == null ? new Connection() : connection;
  }

  /** One request at a time goes over a connection; then it is idle, or closed after a failure. */
  private final class Connection {
    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    Connection() throws IOException {
      channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      in = new DataInputStream(new BufferedInputStream(SocketStreams.in(channel), 1 << 16));
      out = new DataOutputStream(new BufferedOutputStream(SocketStreams.out(channel), 1 << 16));
      out.writeUTF(name);
    }

    void requireOk(String key) throws IOException {
      int answer = in.readByte();
      if (answer == StorageRequest.NOTHING) {
        idle.add(this);
        throw new NoSuchFileException(root + "/" + key);
      } else if (answer != StorageRequest.OK) {
        String why = in.readUTF();
        idle.add(this);
        throw new IOException(why);
      }
    }
  }

  /** What is read, piece by piece. */
  private final class Pieces extends InputStream {
    private @Nullable Connection connection;
    private int left;

    Pieces(Connection connection) throws IOException {
      this.connection = connection;
      nextPiece(connection);
    }

    private void nextPiece(Connection from) throws IOException {
      left = from.in.readInt();
      if (left == 0) {
        connection = null;
        idle.add(from);
      }
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
      Connection open = connection;
      if (open == null || count == 0) {
        return count == 0 ? 0 : -1;
      }
      int got = open.in.read(bytes, from, Math.min(count, left));
      if (got < 0) {
        throw new IOException("the connection was cut");
      }
      left -= got;
      if (left == 0) {
        nextPiece(open);
      }
      return got;
    }

    @Override
    public void close() throws IOException {
      if (connection != null) { // not all was read: the rest is still on its way
        connection.channel.close();
        connection = null;
      }
    }
  }

  private final class SocketUpload extends Upload {
    private @Nullable Connection connection;

    SocketUpload(Connection connection) throws IOException {
      this.connection = connection;
      connection.out.writeByte(StorageRequest.UPLOAD.ordinal());
    }

    private Connection open() throws IOException {
      if (connection == null) {
        throw new IOException("The upload is complete.");
      }
      return connection;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      for (int sent = 0; sent < count; ) {
        int piece = Math.min(count - sent, StorageServer.PIECE);
        open().out.writeInt(piece);
        open().out.write(bytes, from + sent, piece);
        sent += piece;
      }
    }

    @Override
    public void commit(String key, String attributes) throws IOException {
      Connection complete = open();
      complete.out.writeInt(0);
      complete.out.writeUTF(key);
      complete.out.writeUTF(attributes);
      complete.out.flush();
      connection = null;
      complete.requireOk(key);
      idle.add(complete);
    }

    @Override
    public void close() throws IOException {
      if (connection != null) { // cut off, which the server takes for what it is
        connection.channel.close();
        connection = null;
      }
    }
  }
}
