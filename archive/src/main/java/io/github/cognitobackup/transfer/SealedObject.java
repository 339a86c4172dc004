package io.github.cognitobackup.transfer;

import io.github.cognitobackup.catalogue.BackupKey;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.EnvelopeHeader;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/**
 * A sealed object opened as it lies there: a head, which another wrapping of the data key replaces,
 * and a body, which stays.
 */
record SealedObject(StoredObject object, BackupKey name, EnvelopeHeader head)
    implements AutoCloseable {

  /**
   * Opens an object.
   *
   * @throws ArchiveCorruptException when it is no sealed file, or has no whole tag
   */
  static SealedObject open(Storage storage, BackupKey name) {
    String key = name.toString();
    StoredObject object = storage.open(key);
    try {
      SealedObject sealed = new SealedObject(object, name, head(object));
      if (sealed.bodySize() < Envelope.TAG_LENGTH) {
        throw new ArchiveCorruptException(
            "truncated",
            "archive \"" + key + "\" ends before its tag; it was cut short, take another",
            null);
      }
      return sealed;
    } catch (RuntimeException e) {
      object.close();
      throw e;
    }
  }

  private static EnvelopeHeader head(StoredObject object) {
    String key = object.info().key();
    try (InputStream in = object.openStream()) {
      return EnvelopeHeader.read(in);
    } catch (ArchiveCorruptException e) {
      throw new ArchiveCorruptException(e.where(), "\"" + key + "\": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "\"" + key + "\" cannot be read: " + e.getMessage() + "; run again", e);
    }
  }

  String key() {
    return object.info().key();
  }

  long size() {
    return object.info().size();
  }

  long bodySize() {
    return size() - head.length();
  }

  /** Whether two may be the same message: only their bodies are left to be compared. */
  boolean resembles(SealedObject other) {
    return head.hasSameIv(other.head) && bodySize() == other.bodySize();
  }

  /** Reads the body, and digests it. */
  byte[] bodyDigest(Content content) {
    return content.digest(object, head.length(), bodySize());
  }

  @Override
  public void close() {
    object.close();
  }
}
