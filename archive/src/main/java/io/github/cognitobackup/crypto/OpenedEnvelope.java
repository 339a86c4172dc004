package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InputStream;

/**
 * A sealed file that was authenticated as a whole, and the key to read it with. Thread-safe; each
 * stream is for one thread.
 */
public final class OpenedEnvelope implements ReopenableSource, AutoCloseable {

  private final ReopenableSource sealed;
  private final Verification verification;
  private final DataKey key;
  private volatile boolean closed;

  /** Takes the key over. */
  OpenedEnvelope(ReopenableSource sealed, Verification verification, DataKey key) {
    this.sealed = sealed;
    this.verification = verification;
    this.key = key;
  }

  /**
   * Returns how long the plaintext is.
   *
   * @return in bytes
   */
  public long length() {
    return verification.length();
  }

  /**
   * Opens the plaintext at its beginning. The sealed file is read a second time, and each chunk is
   * released only after it was found to be the one that was authenticated: a file that was changed
   * meanwhile ends in an {@link io.github.cognitobackup.error.ArchiveCorruptException} of the
   * stream's reading methods, and nothing false is released.
   *
   * @return a stream that the caller closes; it holds less than a MiB
   * @throws IOException when the sealed file cannot be read, or this envelope is closed
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when the sealed file was changed
   */
  @Override
  public InputStream openStream() throws IOException {
    checkOpen();
    InputStream in = sealed.openStream();
    try {
      return new OpeningInputStream(this, new SealedReader(in), verification, key.copy());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the opened envelope is closed: open the sealed archive again");
    }
  }

  /** Wipes the key; streams that are still open fail at their next chunk. May be called again. */
  @Override
  public void close() {
    closed = true;
    key.close();
  }
}
