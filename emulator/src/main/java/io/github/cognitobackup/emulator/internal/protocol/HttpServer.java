package io.github.cognitobackup.emulator.internal.protocol;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The smallest HTTP/1.1 server that AWS clients need: POST with a length, keep-alive, one thread
 * per connection.
 *
 * <p>The JDK's own server sends head and body apart, so that without TCP_NODELAY, a switch for the
 * whole process, every answer waits some 40 ms for the client's delayed acknowledgement. Nor can it
 * reset a connection, which is what a lost answer looks like.
 */
public final class HttpServer implements AutoCloseable {

  private final Front front;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads;

  /** Binds and starts answering. */
  public HttpServer(Front front, InetAddress address, int port) throws IOException {
    this.front = front;
    listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(new InetSocketAddress(address, port), 256);
    AtomicInteger number = new AtomicInteger();
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "cognito-emulator-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.execute(this::accept);
  }

  /** The port that is listened on. */
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        open.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        if (listener.isClosed()) {
          return;
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      new HttpConnection(socket, front).run();
    } catch (IOException e) {
      // the client went away, or close() was called: nobody is left to be told
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  /** Stops listening and drops every connection. */
  @Override
  public void close() {
    closeQuietly(listener);
    open.forEach(HttpServer::closeQuietly);
    threads.shutdownNow();
  }

  private static void closeQuietly(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      // a socket that cannot be closed is not in use either
    }
  }
}
