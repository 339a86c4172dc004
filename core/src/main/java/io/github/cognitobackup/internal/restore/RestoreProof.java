package io.github.cognitobackup.internal.restore;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.Snapshot;
import io.github.cognitobackup.internal.cognito.resource.SdkLimits;
import io.github.cognitobackup.internal.compare.ArchivedPerson;
import io.github.cognitobackup.internal.compare.LineTable;
import io.github.cognitobackup.internal.compare.PoolComparison;
import io.github.cognitobackup.internal.compare.ResourceDelta;
import io.github.cognitobackup.internal.compare.Verdict;
import io.github.cognitobackup.internal.session.FirstHundred;
import io.github.cognitobackup.internal.session.PoolJournal;
import io.github.cognitobackup.internal.session.RestoreContext;
import io.github.cognitobackup.internal.session.RestoreFailures;
import io.github.cognitobackup.internal.session.Session;
import io.github.cognitobackup.internal.users.UserAction;
import io.github.cognitobackup.internal.users.UserChanges;
import io.github.cognitobackup.restore.Comparison;
import io.github.cognitobackup.restore.ResourceChange;
import io.github.cognitobackup.restore.UserChange;
import io.github.cognitobackup.restore.UserChange.Part;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is different or missing after a restore, told apart by whether the request forbids to change
 * it. A difference for which nothing before gave a reason becomes a failure here, so that no
 * restore falls short in silence.
 */
final class RestoreProof {

  private final PoolComparison after;
  private final Snapshot archive;
  private final PoolJournal journal;
  private final UserAction actions;
  private final RestoreFailures failures;
  private final boolean mayUpdate;
  private final List<ResourceChange> resources;
  private final BitSet unexplained = new BitSet();
  private final FirstHundred<UserChange> firstUsers = new FirstHundred<>();
  private long keptUsers;

  RestoreProof(RestoreContext context, Session session, PoolComparison after) {
    this.after = after;
    this.archive = context.archive();
    this.journal = session.journal();
    this.actions = new UserAction(context.request());
    this.failures = session.failures();
    this.mayUpdate = session.mayUpdate();
    this.resources = after.changes(mayUpdate);
    if (usersMissing() + usersDifferent() > 0) {
      after.users().lines().forEachRange(this::classify);
    }
  }

  private void classify(LineTable.Range range) {
    BitSet announced = journal.announced(range.index());
    BitSet ever = journal.completed() ? new BitSet() : journal.everAnnounced(range.index());
    for (int i = 0; i < range.length(); i++) {
      long line = range.first() + (long) i;
      Verdict verdict = range.verdict(line);
      if (verdict != Verdict.MISSING && verdict != Verdict.DIFFERENT) {
        continue;
      }
      Set<Part> differences = range.differences(line);
      boolean kept = actions.of(range, announced, line) == UserChange.Action.KEEP;
      // until it is complete a restore answers for the attributes of those whom it created
      boolean owed = ever.get(i) && differences.contains(Part.ATTRIBUTES);
      if (kept && !owed) {
        keptUsers++;
      } else if (!failures.explains(line, differences)) {
        unexplained.set((int) line);
      }
    }
  }

  /** Whether a user is missing or differs without a known reason: lists lag behind writes. */
  boolean mayLag() {
    return !unexplained.isEmpty();
  }

  /** Whether all whom the restore created are there, and whole but for what Cognito refused. */
  boolean usersThere() {
    return unexplained.isEmpty() && !failures.leftUnfinished();
  }

  /** Makes failures of what has no reason yet, and looks who differs. */
  void explain() {
    after.unreadable().forEach(this::explainUnreadable);
    after.resources().forEach(delta -> delta.change(mayUpdate).ifPresent(c -> explain(delta, c)));
    if (usersMissing() + usersDifferent() > 0) {
      new UserChanges(archive, after.users(), journal, actions).forEach(this::explain);
    }
  }

  private void explainUnreadable(String what, String reason) {
    boolean archived =
        after.resources().stream()
            .anyMatch(
                delta ->
                    what.equals(delta.kind().type()) || what.startsWith(delta.kind().type() + '/'));
    if (archived && !failures.explains(what)) {
      failures.resource(what, "the target's cannot be read: " + reason);
    }
  }

  private void explain(ResourceDelta delta, ResourceChange change) {
    String name = ResourceRestorer.name(change);
    if (change.action() == ResourceChange.Action.KEEP) {
      return;
    }
    Optional<String> unsent = SdkLimits.sending(delta.kind(), delta.wanted(), delta.differences());
    unsent.ifPresent(reason -> failures.resource(name, reason));
    if (unsent.isEmpty() && !failures.explains(name)) {
      failures.resource(name, reason(change));
    }
  }

  private static String reason(ResourceChange change) {
    return change.members().isEmpty()
        ? "missing in the pool"
        : "differs in "
            + change.members().stream()
                .map(ResourceChange.MemberChange::path)
                .collect(Collectors.joining(", "));
  }

  private void explain(UserChange change) {
    boolean difference =
        switch (change.action()) {
          case CREATE, FINISH, UPDATE, KEEP -> true;
          case UNCHANGED, FEDERATED, SKIP -> false;
        };
    if (difference) {
      firstUsers.add(change);
    }
    if (unexplained.get((int) change.line())) {
      failures.found(ArchivedPerson.name(change.sub(), change.line()), reason(change));
    }
  }

  private static String reason(UserChange change) {
    return change.action() == UserChange.Action.CREATE
        ? "missing in the pool"
        : "differs in "
            + change.differs().stream()
                .sorted()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
  }

  /** The comparison; everything must have been explained before. */
  Comparison comparison() {
    return new ProvenComparison(
        judgement().equal(),
        resourcesEqual(),
        resources,
        after.users().count(Verdict.SAME),
        usersDifferent(),
        keptUsers,
        usersMissing(),
        after.users().count(Verdict.FEDERATED)
            + after.users().count(Verdict.SKIPPED)
            + after.users().count(Verdict.REPEATED),
        after.users().onlyInPool(),
        firstUsers.list());
  }

  Outcome outcome() {
    return judgement().outcome();
  }

  private Judgement judgement() {
    long keptResources =
        resources.stream().filter(c -> c.action() == ResourceChange.Action.KEEP).count();
    boolean anything =
        resourcesEqual() > 0
            || after.users().count(Verdict.SAME) + usersDifferent() > 0
            || usersMissing() == 0;
    return Judgement.of(keptResources + keptUsers, failures.count(), anything);
  }

  private int resourcesEqual() {
    return after.resources().size() - resources.size();
  }

  private long usersMissing() {
    return after.users().count(Verdict.MISSING);
  }

  private long usersDifferent() {
    return after.users().count(Verdict.DIFFERENT);
  }
}
