package io.github.cognitobackup.transfer;

import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.transfer.TransferListener.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
    return pass(source, position, length, Phase.PROVING, OutputStream.nullOutputStream());
  }

  /** Copies from a position to the end, and digests what was copied. */
  byte[] copy(ReopenableSource source, long position, long length, OutputStream sink) {
    return pass(source, position, length, Phase.WRITING, sink);
  }

  private byte[] pass(
      ReopenableSource source, long position, long length, Phase phase, OutputStream sink) {
    MessageDigest digest = sha256();
    try (InputStream in = source.openStream()) {
      in.skipNBytes(position);
      byte[] buffer = new byte[BUFFER];
      long done = 0;
      long told = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        checkInterrupt();
        digest.update(buffer, 0, count);
        sink.write(buffer, 0, count);
        done += count;
        if (done - told >= TOLD_EVERY) {
          told = done;
          listener.onProgress(key, phase, done, length);
        }
      }
      return digest.digest();
    } catch (IOException e) {
      checkInterrupt();
      throw new StorageUnavailableException(
          true, "\"" + key + "\" cannot be read or written: " + e.getMessage() + "; run again", e);
    }
  }

  static void checkInterrupt() {
    if (Thread.currentThread().isInterrupted()) {
      throw new WorkInterruptedException(
          "interrupted between archives or within one; nothing is lost, and the same run again goes"
              + " on");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
