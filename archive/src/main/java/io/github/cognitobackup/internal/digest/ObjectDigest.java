package io.github.cognitobackup.internal.digest;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.format.Sha256;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * What tells the bytes of an object from all others.
 *
 * @param size how many they are
 * @param sha256 their SHA-256, 64 lower-case hexadecimal digits
 */
public record ObjectDigest(long size, String sha256) {

  private static final int BUFFER = 1 << 16;

  /** Reads an object and digests it. */
  public static ObjectDigest of(StoredObject object) {
    Running digest = new Running();
    byte[] buffer = new byte[BUFFER];
    try (InputStream stream = object.openStream()) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new WorkInterruptedException(
              "interrupted while \""
                  + object.info().key()
                  + "\" was read; run the same command again");
        }
        digest.update(buffer, 0, n);
      }
      return digest.finish();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true,
          "\"" + object.info().key() + "\" cannot be read: " + e.getMessage() + "; try again",
          e);
    }
  }

  /** A digest in the making. */
  static final class Running {

    private final MessageDigest digest = Sha256.begin();
    private long size;

    long size() {
      return size;
    }

    void update(byte[] bytes, int offset, int length) {
      digest.update(bytes, offset, length);
      size += length;
    }

    ObjectDigest finish() {
      return new ObjectDigest(size, Sha256.end(digest));
    }
  }
}
