package io.github.cognitobackup.internal.vault;

import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.OpenedEnvelope;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.format.PlainForm;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;

/**
 * Seals every object on its way into another storage and authenticates every object on its way out,
 * whole, before {@link #open} returns (ADR-001).
 *
 * <p>Keys are not encrypted, and {@link ObjectInfo#size()} is the size of the sealed form. Plain
 * objects are refused: whoever can write to the storage could otherwise put an archive of their own
 * into the place of a sealed one. Accepting plaintext lifts that for storages that still hold
 * archives from before encryption was introduced.
 *
 * <p>Thread-safe.
 */
final class SealingStorage extends ForwardingStorage {

  private static final int PLAIN_HEAD = 4096;

  private final Encryptor encryptor;
  private final boolean acceptsPlaintext;

  SealingStorage(Storage bytes, Encryptor encryptor, boolean acceptsPlaintext) {
    super(bytes);
    this.encryptor = encryptor;
    this.acceptsPlaintext = acceptsPlaintext;
  }

  /** Returns the vault that this is a view of. */
  Vault vault() {
    Vault vault = Vault.of(delegate()).sealedBy(encryptor);
    return acceptsPlaintext ? vault.acceptingPlaintext() : vault;
  }

  @Override
  public ObjectWriter create(String key) {
    ObjectWriter writer = delegate().create(key);
    try {
      return new SealingWriter(key, writer, Envelope.seal(encryptor, writer.stream()));
    } catch (IOException e) {
      writer.close();
      throw unavailable("write", key, e);
    } catch (RuntimeException | Error e) {
      writer.close();
      throw e;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws ArchiveCorruptException when the object is not what was sealed, or is plain
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   */
  @Override
  public StoredObject open(String key) {
    StoredObject object = delegate().open(key);
    try {
      return acceptsPlaintext && isPlain(object)
          ? object
          : new Unsealed(object, Envelope.open(encryptor, object));
    } catch (ArchiveCorruptException e) {
      try (object) {
        throw refusal(object, e);
      }
    } catch (IOException e) {
      object.close();
      throw unavailable("read", key, e);
    } catch (RuntimeException | Error e) {
      object.close();
      throw e;
    }
  }

  private static ArchiveCorruptException refusal(StoredObject object, ArchiveCorruptException e) {
    String key = object.info().key();
    try {
      if (isPlain(object)) {
        return new ArchiveCorruptException(
            e.where(),
            "\""
                + key
                + "\" is a plain file and not sealed; if it was written before encryption was"
                + " introduced, read it with acceptPlaintext()",
            e);
      }
    } catch (IOException again) {
      e.addSuppressed(again);
    }
    return new ArchiveCorruptException(e.where(), "\"" + key + "\": " + e.getMessage(), e);
  }

  private static boolean isPlain(StoredObject object) throws IOException {
    try (InputStream stream = object.openStream()) {
      return PlainForm.isPlain(stream.readNBytes(PLAIN_HEAD));
    }
  }

  static StorageUnavailableException unavailable(String verb, String key, IOException e) {
    return new StorageUnavailableException(
        true, "cannot " + verb + " \"" + key + "\": " + e.getMessage() + "; try again", e);
  }

  private record Unsealed(StoredObject object, OpenedEnvelope envelope) implements StoredObject {

    @Override
    public ObjectInfo info() {
      return object.info();
    }

    @Override
    public InputStream openStream() throws IOException {
      return envelope.openStream();
    }

    @Override
    public void close() {
      try (object) {
        envelope.close();
      }
    }
  }
}
