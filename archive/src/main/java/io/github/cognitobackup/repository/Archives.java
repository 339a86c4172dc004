package io.github.cognitobackup.repository;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.foreign.ForeignKind;
import io.github.cognitobackup.internal.backup.Backups;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;

/**
 * Opens archives: authenticated, checked whole, and of the pool and time that the key names.
 * Foreign backups only where the caller accepts that they prove nothing, and never under a key of
 * this library's own.
 */
final class Archives {

  private static final int HEAD = 8;

  private final Vault vault;
  private final ReadLimits limits;
  private final boolean acceptsUnverifiable;

  Archives(Vault vault, ReadLimits limits, boolean acceptsUnverifiable) {
    this.vault = vault;
    this.limits = limits;
    this.acceptsUnverifiable = acceptsUnverifiable;
  }

  OpenedArchive open(String key) {
    return open(key, object -> Optional.of(read(object))).orElseThrow();
  }

  /** Opens what may be a backup; empty for a file of another kind under another tool's name. */
  Optional<OpenedArchive> find(String key) {
    return open(key, object -> Backups.find(object, limits));
  }

  private Optional<OpenedArchive> open(
      String key, Function<StoredObject, Optional<Snapshot>> reading) {
    StoredObject object = vault.objects().open(key);
    boolean done = false;
    try {
      boolean sealed = isSealed(key);
      if (sealed && !vault.sealed()) {
        throw new KeyUnavailableException(
            "(none)",
            "archive \"" + key + "\" is sealed; give an encryptor with the key that sealed it",
            null);
      }
      Optional<OpenedArchive> opened =
          reading.apply(object).map(snapshot -> new OpenedArchive(object, snapshot, sealed));
      opened
          .filter(archive -> sealed && vault.requiresCommitment())
          .ifPresent(Archives::requireCommitment);
      done = opened.isPresent();
      return opened;
    } finally {
      if (!done) {
        object.close();
      }
    }
  }

  private static void requireCommitment(OpenedArchive archive) {
    if (!archive.committed()) {
      throw new UnsupportedArchiveException(
          "a sealed archive that is not committed to its key",
          "archives that are committed to their key",
          "archive \""
              + archive.report().key()
              + "\" is not committed to its key: it is of format 1.0 or a foreign backup, and whoever"
              + " knows two keys can make one that opens under both with other content. Back the"
              + " pool up again, or read it without requireCommitment()");
    }
  }

  private Snapshot read(StoredObject object) {
    if (!acceptsUnverifiable) {
      Backups.foreignKind(object, limits).ifPresent(kind -> refuse(object.info().key(), kind));
    }
    return Backups.read(object, limits);
  }

  private static void refuse(String key, ForeignKind kind) {
    throw new UnsupportedArchiveException(
        kind.description(),
        "archives of format " + ArchiveHeader.FORMAT_VERSION,
        "\""
            + key
            + "\" is no archive of this library but "
            + kind.description()
            + ". Such a file has no digests and no counts: it cannot prove that it is whole or"
            + " unchanged. If you trust where it comes from, read it with acceptUnverifiable()");
  }

  private boolean isSealed(String key) {
    try (StoredObject raw = vault.bytes().open(key);
        InputStream stream = raw.openStream()) {
      return Envelope.looksSealed(stream.readNBytes(HEAD));
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "archive \"" + key + "\" cannot be read: " + e.getMessage(), e);
    }
  }
}
