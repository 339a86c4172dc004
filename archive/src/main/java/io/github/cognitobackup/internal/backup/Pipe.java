package io.github.cognitobackup.internal.backup;

import io.github.cognitobackup.internal.format.BulkInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Carries bytes from one thread to another, few at a time. */
final class Pipe {

  private static final int CHUNKS = 16;

  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private boolean ended;
  private boolean abandoned;

  /** Waits for room; once the pipe is abandoned, the bytes are dropped. */
  synchronized void write(byte[] chunk) throws InterruptedException {
    while (chunks.size() == CHUNKS && !abandoned) {
      wait();
    }
    if (!abandoned) {
      chunks.add(chunk);
      notifyAll();
    }
  }

  /** Says that nothing follows. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Lets go of the bytes, and of whoever waits. */
  synchronized void abandon() {
    abandoned = true;
    chunks.clear();
    notifyAll();
  }

  private synchronized byte @Nullable [] take() throws IOException {
    while (chunks.isEmpty() && !ended && !abandoned) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new InterruptedIOException("interrupted while waiting for bytes");
      }
    }
    if (abandoned) {
      throw new IOException("the bytes were abandoned");
    }
    notifyAll();
    return chunks.poll();
  }

  /** Reads what is written, to its end. */
  InputStream stream() {
    return new BulkInput() {
      private byte[] chunk = new byte[0];
      private int at;

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        while (at == chunk.length) {
          byte[] next = take();
          if (next == null) {
            return -1;
          }
          chunk = next;
          at = 0;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, target, offset, count);
        at += count;
        return count;
      }
    };
  }
}
