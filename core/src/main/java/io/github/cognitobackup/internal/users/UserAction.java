package io.github.cognitobackup.internal.users;

import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.BitSet;

/** Decides what is done to a user of the archive. */
public final class UserAction {

  private final RestoreRequest request;

  public UserAction(RestoreRequest request) {
    this.request = request;
  }

  /**
   * Decides.
   *
   * @param range the verdicts
   * @param announced the lines of the range that earlier runs were about to create
   * @param line the user's line
   */
  public UserChange.Action of(LineTable.Range range, BitSet announced, long line) {
    return switch (range.verdict(line)) {
      case MISSING -> UserChange.Action.CREATE;
      case SAME -> UserChange.Action.UNCHANGED;
      case FEDERATED -> UserChange.Action.FEDERATED;
      case SKIPPED, REPEATED -> UserChange.Action.SKIP;
      case DIFFERENT ->
          announced.get((int) line - range.first()) && !disabledSince(range, line)
              ? UserChange.Action.FINISH
              : request.updatesExisting() ? UserChange.Action.UPDATE : UserChange.Action.KEEP;
    };
  }

  /** No restore disables a user whom the archive has enabled: it was somebody with a reason. */
  private static boolean disabledSince(LineTable.Range range, long line) {
    return range.facts(line).enabled() && range.differences(line).contains(Part.ENABLED);
  }
}
