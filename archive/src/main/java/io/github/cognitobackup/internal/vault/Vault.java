package io.github.cognitobackup.internal.vault;

import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.storage.Storage;
import java.util.Optional;

/**
 * A storage of bytes, and how archives are kept there: sealed with an encryptor, or plain where
 * there is none. Immutable.
 */
public final class Vault {

  private final Storage bytes;
  private final Optional<Encryptor> encryptor;
  private final boolean acceptsPlaintext;
  private final boolean requiresCommitment;
  private final Storage objects;

  private Vault(
      Storage bytes,
      Optional<Encryptor> encryptor,
      boolean acceptsPlaintext,
      boolean requiresCommitment) {
    this.bytes = requireBytes(bytes);
    this.encryptor = encryptor;
    this.acceptsPlaintext = acceptsPlaintext;
    this.requiresCommitment = requiresCommitment;
    this.objects =
        encryptor
            .<Storage>map(sealer -> new SealingStorage(bytes, sealer, acceptsPlaintext))
            .orElse(bytes);
  }

  /** Returns the vault of a storage whose objects are plain. */
  public static Vault of(Storage bytes) {
    return new Vault(bytes, Optional.empty(), false, false);
  }

  /** Returns the vault that seals with an encryptor. */
  public Vault sealedBy(Encryptor sealer) {
    return new Vault(bytes, Optional.of(sealer), acceptsPlaintext, requiresCommitment);
  }

  /** Returns the vault that also opens plain objects, unauthenticated and as they are. */
  public Vault acceptingPlaintext() {
    return new Vault(bytes, encryptor, true, requiresCommitment);
  }

  /** Returns the vault that takes no sealed archive which is not committed to its key. */
  public Vault requiringCommitment() {
    return new Vault(bytes, encryptor, acceptsPlaintext, true);
  }

  /**
   * Returns the same sealing over another storage, such as one that digests the sealed bytes; of
   * the {@link #objects()} of another vault, that vault.
   */
  public Vault over(Storage other) {
    Vault vault =
        other instanceof SealingStorage view
            ? view.vault()
            : new Vault(other, encryptor, acceptsPlaintext, false);
    return requiresCommitment ? vault.requiringCommitment() : vault;
  }

  /**
   * Returns the storage, unless it is a view that seals: what was sealed would be sealed again, or
   * copied in plain text.
   *
   * @throws IllegalArgumentException when it is one
   */
  public static Storage requireBytes(Storage storage) {
    if (storage instanceof SealingStorage) {
      throw new IllegalArgumentException(
          "this storage already seals what it writes; give the storage beneath it, and the"
              + " encryptor once only");
    }
    return storage;
  }

  /** Returns the storage, whose bytes are those that lie on the disk. */
  public Storage bytes() {
    return bytes;
  }

  /** Returns the view of the storage that seals what it writes and authenticates what it opens. */
  public Storage objects() {
    return objects;
  }

  /** Returns what seals and opens; empty where objects are plain. */
  public Optional<Encryptor> encryptor() {
    return encryptor;
  }

  /** Returns whether what is written is sealed. */
  public boolean sealed() {
    return encryptor.isPresent();
  }

  /** Returns whether plain objects are opened. */
  public boolean acceptsPlaintext() {
    return acceptsPlaintext || !sealed();
  }

  /** Returns whether a sealed archive that is not committed to its key is refused. */
  public boolean requiresCommitment() {
    return requiresCommitment;
  }

  /** Names the key under which the latest object was sealed, where it is known. */
  public Optional<String> wrappingKey() {
    return encryptor.flatMap(Encryptor::wrappingKey);
  }
}
