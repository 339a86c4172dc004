package io.github.cognitobackup.transfer;

import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.format.Sha256;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.transfer.TransferListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Reads the bytes of an archive, and tells their SHA-256. */
final class Content {

  private static final int BUFFER = 64 * 1024;
  private static final long TOLD_EVERY = 1 << 20;

  private final String key;
  private final TransferListener listener;

  Content(String key, TransferListener listener) {
    this.key = key;
    this.listener = listener;
  }

  /** Digests from a position to the end; {@code length} is what is expected, for the listener. */
  byte[] digest(ReopenableSource source, long position, long length) {
    MessageDigest digest = Sha256.begin();
    pass(
        source,
        position,
        length,
        Phase.PROVING,
        digesting(digest, OutputStream.nullOutputStream()));
    return digest.digest();
  }

  /**
   * Writes an object that is a head and the bytes of another one from a position to its end.
   *
   * @return the digest of all of it; empty where the storage copied by itself, so that it is not
   *     known
   */
  Optional<byte[]> write(ObjectWriter writer, byte[] head, StoredObject source, long position) {
    MessageDigest digest = Sha256.begin();
    OutputStream sink = digesting(digest, writer.stream());
    write(head, sink);
    long length = source.info().size() - position;
    if (writer.canCopy(source)) {
      writer.append(source, position);
      if (writer.canCopy(source)) {
        return Optional.empty();
      }
      // it carried the bytes here after all
      sink = digesting(digest, OutputStream.nullOutputStream());
    }
    pass(source, position, length, Phase.WRITING, sink);
    return Optional.of(digest.digest());
  }

  private static OutputStream digesting(MessageDigest digest, OutputStream sink) {
    return new DigestOutputStream(sink, digest);
  }

  private void write(byte[] head, OutputStream sink) {
    try {
      sink.write(head);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private void pass(
      ReopenableSource source, long position, long length, Phase phase, OutputStream sink) {
    try (InputStream in = source.openStream()) {
      in.skipNBytes(position);
      byte[] buffer = new byte[BUFFER];
      long done = 0;
      long told = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checkInterrupt();
        sink.write(buffer, 0, count);
        done += count;
        if (done - told >= TOLD_EVERY) {
          told = done;
          listener.onProgress(key, phase, done, length);
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private StorageUnavailableException failed(IOException e) {
    checkInterrupt();
    return new StorageUnavailableException(
        true, "\"" + key + "\" cannot be read or written: " + e.getMessage() + "; run again", e);
  }

  static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new WorkInterruptedException(
          "interrupted; nothing is lost, and the same run again resumes");
    }
  }
}
