package io.github.cognitobackup.storage;

import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.OpenedEnvelope;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.format.PlainForm;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Seals every object on its way into another storage and authenticates every object on its way out,
 * whole, before {@link #open} returns (ADR-001). Made by {@link Storage#withEncryptor}.
 *
 * <p>Keys are not encrypted, and {@link ObjectInfo#size()} is the size of the sealed form. Plain
 * objects are refused: whoever can write to the storage could otherwise put an archive of their own
 * into the place of a sealed one. {@link #acceptPlaintext()} lifts that for storages that still
 * hold archives from before encryption was introduced.
 *
 * <p>Thread-safe.
 */
public final class EncryptedStorage extends ForwardingStorage {

  private static final int PLAIN_HEAD = 4096;

  private final Encryptor encryptor;
  private final boolean acceptsPlaintext;

  EncryptedStorage(Storage raw, Encryptor encryptor) {
    this(raw, encryptor, false);
  }

  private EncryptedStorage(Storage raw, Encryptor encryptor, boolean acceptsPlaintext) {
    super(raw);
    if (raw.sealed()) {
      throw new IllegalArgumentException(
          "this storage already seals what it writes; give the encryptor once only");
    }
    this.encryptor = encryptor;
    this.acceptsPlaintext = acceptsPlaintext;
  }

  /**
   * Returns a variant that also opens plain objects, gzip files and text, unauthenticated and as
   * they are. It seals what it writes like this one.
   *
   * @return the lenient storage
   */
  public EncryptedStorage acceptPlaintext() {
    return new EncryptedStorage(delegate(), encryptor, true);
  }

  /**
   * Returns whether this is a lenient storage.
   *
   * @return true for one that {@link #acceptPlaintext()} gave
   */
  public boolean acceptsPlaintext() {
    return acceptsPlaintext;
  }

  /**
   * Returns the same sealing over another storage, for example a decorator that counts or digests
   * the sealed bytes.
   *
   * @param storage takes the sealed objects
   * @return a storage that seals and opens like this one
   * @throws IllegalArgumentException when the storage already seals
   */
  public EncryptedStorage over(Storage storage) {
    return new EncryptedStorage(storage, encryptor, acceptsPlaintext);
  }

  /**
   * Names the key under which the latest object was sealed, as {@link Encryptor#wrappingKey()} has
   * it.
   *
   * @return the name, or empty when the key service has told none yet
   */
  public Optional<String> wrappingKey() {
    return encryptor.wrappingKey();
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

  @Override
  public boolean sealed() {
    return true;
  }

  @Override
  public Storage raw() {
    return delegate();
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
