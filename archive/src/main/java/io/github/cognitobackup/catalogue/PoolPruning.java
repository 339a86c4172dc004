package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.catalogue.PruneReport.PoolResult;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.KeyUnavailableException;
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
      "no remaining receipt has the SHA-256 of a complete archive, as after a"
          + " rewrap in which the storage copied the archives itself; run verify --all,"
          + " or prune with the key";

  private final String userPoolId;
  private final List<Backup> newestFirst;
  private final Receipts receipts;
  private final Proof proof;
  private final Deletion deletion;
  private final Failures failures;
  private final Map<Candidate, KeepReason> refuted = new HashMap<>();
  private final Set<Candidate> proven = new HashSet<>();
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

  /** Decides which of the candidates stay, some of which are refuted. */
  interface Selector {
    Selection select(List<Candidate> newestFirst, Map<Candidate, KeepReason> refuted);
  }

  PoolResult run(Selector selector, Consumer<PruneDecision> decisions) {
    List<Candidate> candidates = new ArrayList<>(newestFirst.size());
    Selection selection;
    try {
      for (Backup backup : newestFirst) {
        candidates.add(Candidate.of(backup, receipts, proof.opens()));
      }
      selection = selector.select(candidates, refuted);
      while (proof.proves() && candidates.stream().anyMatch(selection::goes)) {
        if (selection.proofCandidate().isEmpty()) {
          return keepAll(NO_DIGEST, decisions);
        }
        Optional<Candidate> next = unprovenPledge(candidates, selection);
        if (next.isEmpty()) {
          break;
        }
        prove(next.get());
        selection = selector.select(candidates, refuted);
      }
    } catch (CognitoBackupException e) {
      return keepAll(String.valueOf(e.getMessage()), decisions);
    }
    if (proof.proves()) {
      delete(candidates, selection);
    } else {
      keepUnproven(candidates, selection);
    }
    return tell(candidates, selection, decisions);
  }

  /**
   * Finds what is to be proven before anything goes. Where archives are opened, that is every
   * backup for which others go; digests are compared of one, for receipts are trusted anyway.
   */
  private Optional<Candidate> unprovenPledge(List<Candidate> candidates, Selection selection) {
    return candidates.stream()
        .filter(
            candidate ->
                proof.opens()
                    ? selection.takesAPlace(candidate)
                    : selection.proofCandidate().filter(candidate::equals).isPresent())
        .filter(candidate -> !proven.contains(candidate))
        .findFirst();
  }

  private void prove(Candidate candidate) {
    Backup backup = candidate.backup();
    try {
      Optional<String> refutation = proof.refute(backup.currentKey(), backup.current().size());
      if (refutation.isPresent()) {
        refute(candidate, KeepReason.DAMAGED, refutation.get());
      } else {
        proven.add(candidate);
      }
    } catch (KeyUnavailableException e) {
      if (!e.concernsDataKey() || proven.isEmpty()) {
        throw e; // it is the key that is wrong, and not one archive that was sealed under another
      }
      refute(candidate, KeepReason.UNPROVEN, String.valueOf(e.getMessage()));
    }
  }

  private void refute(Candidate candidate, KeepReason reason, String why) {
    failures.add(candidate.backup().currentKey() + " does not count as a backup: " + why);
    details.put(candidate, why);
    refuted.put(candidate, reason);
  }

  private void keepUnproven(List<Candidate> candidates, Selection selection) {
    List<Candidate> going = candidates.stream().filter(selection::goes).toList();
    going.forEach(candidate -> selection.keep(candidate, KeepReason.UNPROVEN));
    if (!going.isEmpty()) {
      failures.add(
          "nothing of pool "
              + userPoolId
              + " is deleted: no archive was opened to prove that newer ones can be"
              + " restored, and anyone who can write to the storage can write receipts. Give"
              + " the key that opens them, or trust the receipts with trustReceipts()");
    }
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
      List<Candidate> candidates, Selection selection, Consumer<PruneDecision> decisions) {
    long gone = 0;
    long goneBytes = 0;
    for (Candidate candidate : candidates) {
      PruneDecision decision =
          decision(candidate.backup(), selection.reasons(candidate), details.get(candidate));
      if (decision.reasons().contains(KeepReason.FROM_THE_FUTURE)) {
        failures.add(
            decision.key()
                + " is dated in the future and is ignored: correct the clock of the host that"
                + " wrote it, or find out who put it there");
      }
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
        selection.proofCandidate().filter(proven::contains).map(it -> it.backup().currentKey()));
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
