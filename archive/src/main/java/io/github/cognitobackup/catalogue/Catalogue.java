package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The archives of a storage, without a call to Cognito or a key service and without reading any of
 * them.
 *
 * <pre>{@code
 * try (Stream<CatalogueEntry> archives = Catalogue.of(storage).archives()) {
 *   archives.limit(20).forEach(entry -> System.out.println(entry.key()));
 * }
 * }</pre>
 *
 * <p>It needs the rights to list, and to read the receipts; where these may not be read, the
 * entries lack them. Thread-safe.
 */
public final class Catalogue {

  private final Storage storage;
  private final Receipts receipts;

  private Catalogue(Storage storage) {
    this.storage = storage;
    this.receipts = Receipts.of(storage);
  }

  /**
   * Returns the catalogue of a storage.
   *
   * @param storage the storage
   * @return its catalogue
   */
  public static Catalogue of(Storage storage) {
    return new Catalogue(Vault.requireBytes(storage));
  }

  /**
   * Lists the backups of all pools, newest first. The storage is listed whole before the first is
   * given, of which the keys alone are kept; receipts are read one at a time as the stream is
   * consumed.
   *
   * @return a stream, which the caller closes
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   *     (also from the stream)
   */
  public Stream<CatalogueEntry> archives() {
    return entries("");
  }

  /**
   * Lists the backups of one pool, newest first.
   *
   * @param userPoolId the pool
   * @return a stream, which the caller closes
   * @throws IllegalArgumentException when it cannot be the id of a pool
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   *     (also from the stream)
   */
  public Stream<CatalogueEntry> archives(String userPoolId) {
    return entries(prefixOf(userPoolId));
  }

  /**
   * Returns how the keys of a pool's archives begin.
   *
   * @param userPoolId the pool
   * @return a prefix for {@link Storage#list}
   * @throws IllegalArgumentException when it cannot be the id of a pool
   */
  public static String prefixOf(String userPoolId) {
    return ArchiveKey.checkPool(Objects.requireNonNull(userPoolId, "userPoolId")) + '/';
  }

  /**
   * Lists what by its name could be a foreign backup, a file of another tool: {@code *.tar.gz},
   * {@code *.tgz} and {@code *.json}, sealed ones with {@code .enc}, but for the library's own
   * archives, receipts and what restores keep. None is opened.
   *
   * @return a lazy stream in the order of the keys, which the caller closes
   * @throws io.github.cognitobackup.error.StorageUnavailableException when the storage refuses
   *     (also from the stream)
   */
  public Stream<ForeignBackupEntry> foreignBackups() {
    return storage.list("").flatMap(info -> ForeignBackupEntry.of(info).stream());
  }

  private Stream<CatalogueEntry> entries(String prefix) {
    List<Backup> backups = new ArrayList<>();
    Inventory.take(storage, prefix, backups::add, orphan -> {});
    backups.sort(Backup.NEWEST_FIRST);
    return backups.stream().map(this::entry);
  }

  private CatalogueEntry entry(Backup backup) {
    Backup.Member current = backup.current();
    ArchiveKey key = backup.currentKey();
    return new CatalogueEntry(
        key,
        current.size(),
        current.receipt() ? receipts.find(key, current.size()) : Optional.empty(),
        backup.members().stream().skip(1).map(backup::key).toList());
  }
}
