package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.foreign.ForeignBackupReader;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.Migration;
import io.github.cognitobackup.transfer.Rewrap;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A repository of archives: a storage, the encryptor that seals what is written there, and all that
 * can be done with archives without the service that they came from.
 *
 * <pre>{@code
 * ArchiveRepository repository = ArchiveRepository.builder()
 *     .storage(storage)
 *     .encryptor(encryptor)
 *     .build();
 * try (Stream<CatalogueEntry> archives = repository.list()) {
 *   archives.forEach(entry -> System.out.println(entry.key()));
 * }
 * VerifyReport report = repository.verify(key);
 * }</pre>
 *
 * <p>All calls block. Thread-safe; interrupting the calling thread stops the work cleanly with a
 * {@link io.github.cognitobackup.error.WorkInterruptedException}. Storage and encryptor are the
 * caller's, who closes their clients.
 */
public final class ArchiveRepository {

  private final Vault vault;
  private final ReadLimits limits;
  private final Clock clock;
  private final double shrinkLimit;
  private final boolean acceptsUnverifiable;

  private ArchiveRepository(
      Vault vault,
      ReadLimits limits,
      Clock clock,
      double shrinkLimit,
      boolean acceptsUnverifiable) {
    this.vault = vault;
    this.limits = limits;
    this.clock = clock;
    this.shrinkLimit = shrinkLimit;
    this.acceptsUnverifiable = acceptsUnverifiable;
  }

  /**
   * Begins a repository.
   *
   * @return a builder, which checks what it is given at the call that is wrong
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns whether archives are sealed.
   *
   * @return false where plaintext was asked for
   */
  public boolean sealed() {
    return vault.sealed();
  }

  /**
   * Returns the storage beneath: the bytes of archives and of what lies beside them, as they are.
   *
   * @return the storage that the builder was given
   */
  public Storage storage() {
    return vault.bytes();
  }

  /**
   * Returns the objects that belong to archives, such as the identity map of a restore, sealed as
   * archives are: what is written is sealed, and what is opened was authenticated whole before a
   * byte of it is released. Where archives are plain, these are.
   *
   * <p>Keys are not encrypted, and {@link io.github.cognitobackup.storage.ObjectInfo#size()} is the
   * size of the sealed form. A plain object is refused beside an encryptor, unless {@link
   * Builder#acceptPlaintext()} was called.
   *
   * <p>It is for the objects themselves, and refused where archives are listed, moved or sealed:
   * that wants the {@link #storage()}.
   *
   * @return a view of the {@link #storage()}
   */
  public Storage objects() {
    return vault.objects();
  }

  /**
   * Returns the repository in another storage, with the same encryptor, limits and clock. Of the
   * {@link #objects()} of another repository it takes that one's storage and encryptor.
   *
   * @param other the storage
   * @return a repository like this one
   */
  public ArchiveRepository over(Storage other) {
    return new ArchiveRepository(
        vault.over(Objects.requireNonNull(other, "storage")),
        limits,
        clock,
        shrinkLimit,
        acceptsUnverifiable);
  }

  /**
   * Returns the clock that dates archives.
   *
   * @return the clock
   */
  public Clock clock() {
    return clock;
  }

  /**
   * Lists the archives of all pools, newest first. Reads no archive and calls no key service.
   *
   * @return a stream, which the caller closes
   * @throws StorageUnavailableException when the storage refuses (also from the stream)
   */
  public Stream<CatalogueEntry> list() {
    return Catalogue.of(storage()).archives();
  }

  /**
   * Lists the archives of one pool, newest first.
   *
   * @param userPoolId the pool's id
   * @return a stream, which the caller closes
   * @throws IllegalArgumentException when it cannot be the id of a pool
   * @throws StorageUnavailableException when the storage refuses (also from the stream)
   */
  public Stream<CatalogueEntry> list(String userPoolId) {
    return Catalogue.of(storage()).archives(userPoolId);
  }

  /**
   * Opens an archive for reading, after every byte of it was authenticated and checked.
   *
   * @param key the archive's key
   * @return the archive, which the caller closes
   * @throws io.github.cognitobackup.error.ArchiveNotFoundException when there is none
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when anything of it is wrong
   * @throws io.github.cognitobackup.error.UnsupportedArchiveException when its format is another,
   *     or it is a foreign backup and {@link Builder#acceptUnverifiable()} was not called
   * @throws io.github.cognitobackup.error.KeyUnavailableException when its key cannot be had
   * @throws StorageUnavailableException when the storage refuses
   */
  public OpenedArchive open(String key) {
    return archives().open(key);
  }

  /**
   * Begins an archive of a pool. Nothing is listed in the storage before it is committed.
   *
   * @param header what the archive says of its source; pool and start name it, where the start
   *     moves to the next millisecond that is free
   * @return the archive in the making, which the caller commits or closes
   * @throws io.github.cognitobackup.error.ArchiveExistsException when none is free
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the key service refuses
   * @throws StorageUnavailableException when the storage refuses
   */
  public NewArchive create(ArchiveHeader header) {
    return NewArchive.begin(vault, guard(), limits, header);
  }

  /**
   * Reads an archive whole and checks every byte of it; writes nothing.
   *
   * @param key the archive's key
   * @return what the archive holds
   * @throws io.github.cognitobackup.error.CognitoBackupException as {@link #open(String)}
   */
  public VerifyReport verify(String key) {
    try (OpenedArchive archive = open(key)) {
      return archive.report();
    }
  }

  /**
   * Writes the documents of an archive into a folder, readable to its owner only. They are plain
   * text, secrets and users' data included.
   *
   * @param key the archive's key
   * @param directory the folder, which is made and must be empty if it exists
   * @return what the archive holds
   * @throws StorageUnavailableException when the folder is not empty or cannot be written; and as
   *     {@link #open(String)}
   */
  public VerifyReport extract(String key, Path directory) {
    try (OpenedArchive archive = open(key)) {
      archive.snapshot().extractTo(directory);
      return archive.report();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          false,
          "archive \"" + key + "\" cannot be extracted to " + directory + ": " + e.getMessage(),
          e);
    }
  }

  /**
   * Verifies all archives, one after the other, and writes into the receipt of each that it was
   * found sound; a receipt that is missing or false is written anew. Goes on after a damaged
   * archive, whose receipt is removed so that it no longer counts as a backup.
   *
   * <p>An archive is read when the stream comes to it. A receipt that cannot be written is a
   * warning of that archive's {@link ArchiveCheck}.
   *
   * <p>With {@link Builder#acceptUnverifiable()} the foreign backups of other tools follow, as far
   * as they can be verified ({@link VerifyReport#unverifiable()}); they have no receipts. A file
   * that has the name of one and is none is passed over.
   *
   * @return the archives by pool and time, those of older revisions included, and then the foreign
   *     backups by key; the caller closes it
   * @throws StorageUnavailableException when the storage cannot be listed (also from the stream)
   */
  public Stream<ArchiveCheck> verifyAll() {
    return verifyAll("", Optional.empty());
  }

  /**
   * Verifies all archives of one pool as {@link #verifyAll()} does; foreign backups where a folder
   * or file name in the key tells that pool.
   *
   * @param userPoolId the pool's id
   * @return the archives by time, and then the foreign backups by key; the caller closes it
   * @throws IllegalArgumentException when it cannot be the id of a pool
   * @throws StorageUnavailableException when the storage cannot be listed (also from the stream)
   */
  public Stream<ArchiveCheck> verifyAll(String userPoolId) {
    return verifyAll(Catalogue.prefixOf(userPoolId), Optional.of(userPoolId));
  }

  private Stream<ArchiveCheck> verifyAll(String prefix, Optional<String> userPoolId) {
    Stream<ArchiveCheck> archives = verifier().checkAll(prefix);
    return acceptsUnverifiable
        ? Stream.concat(archives, verifier().checkAllForeign(userPoolId))
        : archives;
  }

  /**
   * Verifies one archive as {@link #verifyAll()} does.
   *
   * @param key the archive's key
   * @return how it fared
   * @throws IllegalArgumentException when it is not a key as a backup makes it: only such archives
   *     have receipts
   * @throws StorageUnavailableException when the receipts of the pool cannot be read
   */
  public ArchiveCheck verifyAndRecord(String key) {
    return verifier()
        .check(
            ArchiveKey.parse(key)
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "\""
                                + key
                                + "\" is not the key of an archive, and only archives have receipts; verify it"
                                + " without recording")));
  }

  /**
   * Prepares the deletion of what a retention does not keep.
   *
   * @param retention what is kept of each pool
   * @return the pruning, which its caller runs
   */
  public Pruning prune(Retention retention) {
    Pruning pruning = Pruning.of(storage(), retention).clock(clock).readLimits(limits);
    pruning = vault.acceptsPlaintext() ? pruning.acceptPlaintext() : pruning;
    pruning = vault.requiresCommitment() ? pruning.requireCommitment() : pruning;
    return vault.encryptor().map(pruning::encryptor).orElse(pruning);
  }

  /**
   * Prepares a copy of archives and their receipts to another storage, byte by byte; nothing is
   * opened.
   *
   * @param target takes them
   * @return the copy, which its caller runs
   */
  public Copy copyTo(Storage target) {
    return Copy.between(storage(), target);
  }

  /**
   * Prepares the sealing of plain archives.
   *
   * @return the migration, which its caller runs
   * @throws IllegalStateException when this repository has no encryptor
   */
  public Migration migrate() {
    return Migration.of(
            storage(),
            vault
                .encryptor()
                .orElseThrow(
                    () ->
                        new IllegalStateException(
                            "migrate() seals archives: build the repository with encryptor(...)")))
        .clock(clock)
        .readLimits(limits);
  }

  /**
   * Prepares the move of sealed archives to another key; their content is not opened.
   *
   * @param rewrapper moves data keys
   * @return the rewrap, which its caller runs
   */
  public Rewrap rewrap(DataKeyRewrapper rewrapper) {
    return Rewrap.of(storage(), rewrapper).readLimits(limits);
  }

  private Verifier verifier() {
    return new Verifier(vault, limits, guard(), clock);
  }

  private ShrinkGuard guard() {
    return new ShrinkGuard(vault, limits, shrinkLimit);
  }

  private Archives archives() {
    return new Archives(vault, limits, acceptsUnverifiable);
  }

  /** Collects what a repository needs. Not thread-safe. */
  public static final class Builder {

    private @Nullable Storage storage;
    private @Nullable Encryptor encryptor;
    private boolean plaintext;
    private boolean acceptPlaintext;
    private boolean acceptUnverifiable;
    private boolean requireCommitment;
    private ReadLimits limits = ReadLimits.defaults();
    private Clock clock = Clock.systemUTC();
    private double shrinkLimit = ShrinkGuard.DEFAULT_LIMIT;

    private Builder() {}

    /**
     * Sets where archives live.
     *
     * @param storage the storage
     * @return this builder
     */
    public Builder storage(Storage storage) {
      this.storage = Objects.requireNonNull(storage, "storage");
      return this;
    }

    /**
     * Seals archives.
     *
     * @param encryptor makes and unwraps the data keys
     * @return this builder
     * @throws IllegalArgumentException when plaintext was asked for
     */
    public Builder encryptor(Encryptor encryptor) {
      Objects.requireNonNull(encryptor, "encryptor");
      if (plaintext) {
        throw new IllegalArgumentException("give an encryptor or insecurePlaintext(), not both");
      }
      this.encryptor = encryptor;
      return this;
    }

    /**
     * Writes archives in plain text, and reads plain ones.
     *
     * @return this builder
     * @throws IllegalArgumentException when an encryptor was given
     */
    public Builder insecurePlaintext() {
      if (encryptor != null) {
        throw new IllegalArgumentException("give an encryptor or insecurePlaintext(), not both");
      }
      this.plaintext = true;
      return this;
    }

    /**
     * Reads also plain archives though an encryptor is given. Whoever can write to the storage
     * could then put an archive of their own there.
     *
     * @return this builder
     */
    public Builder acceptPlaintext() {
      this.acceptPlaintext = true;
      return this;
    }

    /**
     * Reads also foreign backups: the files of other tools, which have no digests and no counts and
     * so cannot prove that they are whole or unchanged. {@link VerifyReport#unverifiable()} tells
     * what could be found out. Plain ones beside an encryptor need {@link #acceptPlaintext()} too.
     *
     * @return this builder
     * @see ForeignBackupReader
     */
    public Builder acceptUnverifiable() {
      this.acceptUnverifiable = true;
      return this;
    }

    /**
     * Refuses sealed archives that are not committed to their key: those of format 1.0, and foreign
     * backups that were migrated. Whoever knows two keys could have made one of them so that it
     * opens under both, with other content.
     *
     * @return this builder
     */
    public Builder requireCommitment() {
      this.requireCommitment = true;
      return this;
    }

    /**
     * Sets the bounds within which an archive is read.
     *
     * @param limits the bounds
     * @return this builder
     */
    public Builder readLimits(ReadLimits limits) {
      this.limits = Objects.requireNonNull(limits, "readLimits");
      return this;
    }

    /**
     * Sets the clock that dates archives and tells what is old.
     *
     * @param clock the clock; the system's by default
     * @return this builder
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Sets how many users fewer than before make an archive suspicious.
     *
     * @param share the share of the earlier archive's users: 0.2, the default, for one fifth; 1 to
     *     compare nothing, so that an archive of few users becomes the measure of later ones
     * @return this builder
     * @throws IllegalArgumentException unless it is from 0 to 1
     */
    public Builder shrinkLimit(double share) {
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("shrinkLimit is a share from 0 to 1, not " + share);
      }
      this.shrinkLimit = share;
      return this;
    }

    /**
     * Builds the repository.
     *
     * @return the repository
     * @throws IllegalStateException when the storage is missing, or neither an encryptor was given
     *     nor plaintext asked for
     */
    public ArchiveRepository build() {
      if (storage == null) {
        throw new IllegalStateException("no storage: call storage(...)");
      }
      if (encryptor == null && !plaintext) {
        throw new IllegalStateException(
            "archives would not be encrypted: call encryptor(...), or"
                + " insecurePlaintext() to accept that");
      }
      Vault vault = Vault.of(storage);
      vault = encryptor == null ? vault : vault.sealedBy(encryptor);
      vault = acceptPlaintext ? vault.acceptingPlaintext() : vault;
      vault = requireCommitment ? vault.requiringCommitment() : vault;
      return new ArchiveRepository(vault, limits, clock, shrinkLimit, acceptUnverifiable);
    }
  }
}
