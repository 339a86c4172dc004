package io.github.cognitobackup.storage.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Carries TCP connections to a service, and breaks a share of them: resets them after some bytes of
 * a request, or lets the request through and drops the answer, or breaks off in the middle of it.
 */
final class UnreliableProxy implements AutoCloseable {

  private final URI target;
  private final ServerSocket listening;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Random random;
  private final AtomicInteger struck = new AtomicInteger();
  private volatile double share;

  UnreliableProxy(URI target, long seed) throws IOException {
    this.target = target;
    this.random = new Random(seed);
    this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** Lets this share of the pieces of traffic, of up to 64 KiB, break the connection. */
  void breakShare(double share) {
    this.share = share;
  }

  int struck() {
    return struck.get();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket near = listening.accept();
        Socket far = new Socket(target.getHost(), target.getPort());
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        threads.execute(() -> carry(near, far));
        threads.execute(() -> carry(far, near));
      } catch (IOException e) {
        // closed, or the service is gone: the client sees it
      }
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] piece = new byte[1 << 16];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int count;
      while ((count = in.read(piece)) > 0) {
        if (breaks()) {
          // some of the bytes still arrive; the reset then reaches both
          out.write(piece, 0, next(count));
          out.flush();
          struck.incrementAndGet();
          from.setOption(StandardSocketOptions.SO_LINGER, 0);
          to.setOption(StandardSocketOptions.SO_LINGER, next(2) - 1);
          return;
        }
        out.write(piece, 0, count);
      }
    } catch (IOException e) {
      // the other direction was broken
    }
  }

  private synchronized boolean breaks() {
    return random.nextDouble() < share;
  }

  private synchronized int next(int bound) {
    return random.nextInt(bound);
  }

  @Override
  public void close() throws IOException {
    listening.close();
    threads.shutdownNow();
  }
}
