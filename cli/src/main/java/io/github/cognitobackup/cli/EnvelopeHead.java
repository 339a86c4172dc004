package io.github.cognitobackup.cli;

import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the head of a sealed archive says without any key.
 *
 * @param size the bytes of the whole archive
 * @param ivLength the bytes of the initialisation vector
 * @param encryptedKeyLength the bytes of the encrypted data key
 */
record EnvelopeHead(long size, int ivLength, int encryptedKeyLength) {

  private static final int LENGTHS = 8;
  private static final int TAG = 16;

  /** Reads the head; empty when the archive does not look sealed. */
  static Optional<EnvelopeHead> of(Storage storage, String key) {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      byte[] head = stream.readNBytes(LENGTHS);
      if (!Envelope.looksSealed(head)) {
        return Optional.empty();
      }
      ByteBuffer lengths = ByteBuffer.wrap(head);
      EnvelopeHead found =
          new EnvelopeHead(object.info().size(), lengths.getInt(), lengths.getInt());
      if (found.size() < LENGTHS + found.ivLength() + (long) found.encryptedKeyLength() + TAG) {
        throw new ArchiveCorruptException(
            "header",
            "archive \"" + key + "\" ends inside its header; it was truncated, use another archive",
            null);
      }
      return Optional.of(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
