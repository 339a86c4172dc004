package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.restore.RestoreRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is restored, and by what means.
 *
 * @param request what the caller asks for
 * @param archive what is restored
 * @param restoreId the same for the same archive and target, so that a second run knows the first
 *     one's work
 * @param calls the way to Cognito
 * @param journals where the journal and the lease are kept, and whose clock counts
 * @param listener the listener
 */
public record RestoreContext(
    RestoreRequest request,
    Snapshot archive,
    String restoreId,
    CognitoCalls calls,
    ArchiveRepository journals,
    BackupListener listener) {

  private static final int ID_LENGTH = 16;

  /**
   * Identifies a restore by its archive's key, content and target: another archive has another id,
   * even under the same key of another storage.
   */
  public static String idOf(RestoreRequest request, Snapshot archive) {
    String target =
        request.poolId().map(id -> "pool " + id).orElse("new " + request.newPoolName().orElse(""));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((request.key() + '\n' + target).getBytes(StandardCharsets.UTF_8));
      archive
          .manifest()
          .entries()
          .forEach(entry -> digest.update(entry.sha256().getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(digest.digest()).substring(0, ID_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /** Takes the right to restore into a pool. */
  Lease takeLease(String pool) {
    return Lease.take(journals.storage(), pool, request.key(), journals.clock());
  }

  /** Opens the journal of this restore. */
  public Journal openJournal() {
    return Journal.open(journals, request.key(), restoreId);
  }
}
