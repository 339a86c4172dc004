package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.storage.Storage;
import java.time.Clock;
import java.util.function.Consumer;

/** Plans and carries out restores. */
public final class Restorer {

  public Restorer(CognitoCalls calls, Storage storage, BackupListener listener, Clock clock) {}

  public RestorePlan plan(RestoreRequest request, ArchiveReader archive, Consumer<UserChange> users) {
    throw request.key().isEmpty() ? new IllegalStateException() : new UnsupportedOperationException();
  }

  public RestoreReport restore(RestoreRequest request, ArchiveReader archive) {
    throw request.key().isEmpty() ? new IllegalStateException() : new UnsupportedOperationException();
  }
}
