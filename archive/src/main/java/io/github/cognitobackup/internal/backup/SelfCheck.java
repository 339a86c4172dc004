package io.github.cognitobackup.internal.backup;

import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveUnwritableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads an archive by the reader's own rules while it is written: the plain bytes, on their way to
 * be sealed, so that no key and no right to read is needed. A thread reads along, a megabyte behind
 * at most. Not thread-safe, as the writer of an archive needs it.
 */
public final class SelfCheck implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  private final ArchiveKey key;
  private final Pipe pipe = new Pipe();
  private final FutureTask<ArchiveReader> reading;
  private final Thread reader;
  private final Tee tee;

  /**
   * Begins.
   *
   * @param key where the archive will lie
   * @param sink takes the bytes too
   * @param limits those of the reader
   */
  public SelfCheck(ArchiveKey key, OutputStream sink, ReadLimits limits) {
    this.key = key;
    this.tee = new Tee(sink);
    this.reading =
        new FutureTask<>(
            () -> {
              try {
                return ArchiveReader.open(pipe::stream, limits);
              } finally {
                pipe.abandon(); // whoever writes goes on, and finds out
              }
            });
    this.reader = new Thread(reading, "cognito-backup-self-check");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * The stream to which the archive is to be written.
   *
   * @return a stream, which throws {@link ArchiveUnwritableException} as soon as it is known that
   *     what was written is no archive
   */
  public OutputStream stream() {
    return tee;
  }

  /**
   * Waits until all that was written was read.
   *
   * @param written what the writer says of it
   * @throws ArchiveUnwritableException when it is not the archive of the key, or not what the
   *     writer says
   */
  public void finish(Manifest written) {
    tee.flushChunk();
    pipe.end();
    ArchiveReader archive = result();
    try {
      key.check(archive.header());
    } catch (ArchiveCorruptException e) {
      throw unreadable(e.where(), e);
    }
    if (!archive.manifest().equals(written)) {
      throw unreadable("manifest.json", new IllegalStateException("the manifest reads otherwise"));
    }
  }

  private ArchiveReader result() {
    try {
      return reading.get();
    } catch (InterruptedException e) {
      throw interrupted();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw unreadable(
          cause instanceof ArchiveCorruptException corrupt ? corrupt.where() : "the archive",
          cause);
    }
  }

  private ArchiveUnwritableException unreadable(String where, Throwable cause) {
    return new ArchiveUnwritableException(
        where,
        "the backup \""
            + key
            + "\" is given up, and nothing of it is kept: what was written cannot be read again ("
            + cause.getMessage()
            + "). Raise readLimits if it names a limit; otherwise this is a bug of the library:"
            + " please report it",
        cause);
  }

  private WorkInterruptedException interrupted() {
    Thread.currentThread().interrupt();
    return new WorkInterruptedException(
        "interrupted while the backup \"" + key + "\" was written; nothing was kept, run it again");
  }

  /** Lets the reader go, and waits until it has gone. */
  @Override
  public void close() {
    pipe.abandon();
    boolean interrupted = false;
    while (reader.isAlive()) {
      try {
        reader.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Passes all bytes on to the sink and, in chunks, to the reader. */
  private final class Tee extends OutputStream {

    private final OutputStream sink;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;

    Tee(OutputStream sink) {
      this.sink = sink;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      sink.write(bytes, offset, length);
      int done = 0;
      while (done < length) {
        int count = Math.min(length - done, CHUNK - filled);
        System.arraycopy(bytes, offset + done, chunk, filled, count);
        filled += count;
        done += count;
        if (filled == CHUNK) {
          flushChunk();
        }
      }
    }

    void flushChunk() {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted();
      }
      if (reading.isDone()) {
        result();
      }
      try {
        pipe.write(Arrays.copyOf(chunk, filled));
      } catch (InterruptedException e) {
        throw interrupted();
      }
      filled = 0;
    }

    @Override
    public void flush() throws IOException {
      sink.flush();
    }
  }
}
