package io.millrace.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Finds out whether a server speaks TLS, before a login is sent to it without. */
final class TlsProbe {
  private TlsProbe() {}

  /**
   * Whether a server speaks TLS, with whatever certificate.
   *
   * @param patience after which one that says nothing is taken for one that does not
   * @throws IOException if it cannot be reached
   */
  static boolean speaksTls(String host, int port, Duration patience) throws IOException {
    int millis = (int) patience.toMillis();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), millis);
      return shakesHands(socket, host, port, millis);
    }
  }

  private static boolean shakesHands(Socket socket, String host, int port, int millis) {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, host, port, true)) {
      tls.setSoTimeout(millis);
      tls.startHandshake();
      return true;
    } catch (SSLHandshakeException e) { // of a certificate, or of a server that went away
      return !String.valueOf(e.getMessage()).contains("terminated the handshake");
    } catch (SSLException e) {
      return String.valueOf(e.getMessage()).contains("alert"); // which is TLS, too
    } catch (IOException e) { // it says nothing, or closes the connection
      return false;
    }
  }
}
