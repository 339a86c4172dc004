package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.catalogue.PruneReport.PoolResult;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pruning of one pool: select, prove, delete. */
final class PoolPruning {

  private static final String NO_DIGEST =
      "no receipt that is left has a SHA-256 to prove a complete archive by, as after a rewrap in which the storage"
          + " copied the archives by itself; run verify --all, or prune with the key";

  private final String userPoolId;
  private final List<Backup> newestFirst;
  private final Receipts receipts;
  private final Proof proof;
  private final Deletion deletion;
  private final Failures failures;
  private final Set<Candidate> damaged = new HashSet<>();
  private final Map<Candidate, String> details = new HashMap<>();

  PoolPruning(
      String userPoolId,
      List<Backup> newestFirst,
      Receipts receipts,
      Proof proof,
      Deletion deletion,
      Failures failures) {
    this.userPoolId = userPoolId;
    this.newestFirst = newestFirst;
    this.receipts = receipts;
    this.proof = proof;
    this.deletion = deletion;
    this.failures = failures;
  }

  /** Decides which of the candidates stay, some of which are damaged. */
  interface Selector {
    Selection select(List<Candidate> newestFirst, Set<Candidate> damaged);
  }

  PoolResult run(Selector selector, Consumer<PruneDecision> decisions) {
    List<Candidate> candidates = new ArrayList<>(newestFirst.size());
    Selection selection;
    Candidate proven = null;
    try {
      for (Backup backup : newestFirst) {
        candidates.add(Candidate.of(backup, receipts, proof.opens()));
      }
      selection = selector.select(candidates, damaged);
      while (proven == null && candidates.stream().anyMatch(selection::goes)) {
        Optional<Candidate> pledge = selection.pledge();
        if (pledge.isEmpty()) {
          return keepAll(NO_DIGEST, decisions);
        }
        if (holds(pledge.get())) {
          proven = pledge.get();
        } else {
          selection = selector.select(candidates, damaged);
        }
      }
    } catch (WorkInterruptedException e) {
      throw e;
    } catch (CognitoBackupException e) {
      return keepAll(String.valueOf(e.getMessage()), decisions);
    }
    if (proven != null) {
      delete(candidates, selection);
    }
    return tell(candidates, selection, proven, decisions);
  }

  private boolean holds(Candidate pledge) {
    Backup backup = pledge.backup();
    Optional<String> refuted = proof.refute(backup.currentKey(), backup.current().size());
    refuted.ifPresent(
        why -> {
          failures.add(backup.currentKey() + " does not count as a backup: " + why);
          details.put(pledge, why);
          damaged.add(pledge);
        });
    return refuted.isEmpty();
  }

  /** The oldest goes first, so that whoever is killed has kept the newest. */
  private void delete(List<Candidate> candidates, Selection selection) {
    List<Candidate> oldestFirst = new ArrayList<>(candidates);
    Collections.reverse(oldestFirst);
    for (Candidate candidate : oldestFirst) {
      if (selection.goes(candidate)) {
        deletion
            .delete(candidate.backup())
            .ifPresent(
                obstacle -> {
                  selection.keep(candidate, obstacle.reason());
                  details.put(candidate, obstacle.detail());
                });
      }
    }
  }

  private PoolResult keepAll(String why, Consumer<PruneDecision> decisions) {
    failures.add("nothing of pool " + userPoolId + " is deleted: " + why);
    for (Backup backup : newestFirst) {
      decisions.accept(decision(backup, Set.of(KeepReason.NOTHING_PROVEN), why));
    }
    return new PoolResult(userPoolId, newestFirst.size(), 0, 0, Optional.empty());
  }

  private PoolResult tell(
      List<Candidate> candidates,
      Selection selection,
      @Nullable Candidate proven,
      Consumer<PruneDecision> decisions) {
    long gone = 0;
    long goneBytes = 0;
    for (Candidate candidate : candidates) {
      PruneDecision decision =
          decision(candidate.backup(), selection.reasons(candidate), details.get(candidate));
      if (decision.goes()) {
        gone++;
        goneBytes += decision.size();
      }
      decisions.accept(decision);
    }
    return new PoolResult(
        userPoolId,
        candidates.size() - gone,
        gone,
        goneBytes,
        Optional.ofNullable(proven).map(candidate -> candidate.backup().currentKey()));
  }

  private static PruneDecision decision(
      Backup backup, Set<KeepReason> reasons, @Nullable String detail) {
    return new PruneDecision(
        backup.currentKey(),
        backup.members().stream().skip(1).map(backup::key).toList(),
        backup.members().stream().mapToLong(Backup.Member::size).sum(),
        reasons,
        Optional.ofNullable(detail));
  }
}
