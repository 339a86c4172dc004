package io.github.cognitobackup.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides which backups of one pool stay. It looks at nothing but what it is given, so that the
 * same backups are decided in the same way each time.
 */
final class Selection {

  /** Clocks differ, but not by so much: AWS would refuse the requests. */
  private static final Duration FUTURE = Duration.ofMinutes(15);

  /** What keeps a backup and takes nobody's place. */
  private static final Set<KeepReason> TAKES_NO_PLACE =
      EnumSet.of(
          KeepReason.WITHIN,
          KeepReason.NEWER_IS_SUSPICIOUS,
          KeepReason.NO_RECEIPT,
          KeepReason.FROM_THE_FUTURE,
          KeepReason.UNPROVEN,
          KeepReason.DAMAGED);

  private final Map<Candidate, Set<KeepReason>> reasons = new HashMap<>();
  private Optional<Candidate> proofCandidate = Optional.empty();

  private Selection() {}

  /**
   * Decides.
   *
   * @param newestFirst the backups of the pool
   * @param refuted those of them that turned out not to be what their receipts say, and why they
   *     stay
   */
  static Selection of(
      List<Candidate> newestFirst,
      Map<Candidate, KeepReason> refuted,
      Retention retention,
      Instant now) {
    Selection selection = new Selection();
    List<Candidate> counted = new ArrayList<>();
    for (Candidate candidate : newestFirst) {
      KeepReason refutation = refuted.get(candidate);
      if (refutation != null) {
        selection.keep(candidate, refutation);
      } else if (!candidate.sound()) {
        selection.keep(candidate, KeepReason.NO_RECEIPT);
      } else if (candidate.created().isAfter(now.plus(FUTURE))) {
        selection.keep(candidate, KeepReason.FROM_THE_FUTURE);
      } else {
        counted.add(candidate);
      }
    }
    selection.keepByRules(counted, retention, now);
    // so that what is partial or suspicious never takes the place of what is whole
    selection.keepByRules(counted.stream().filter(Candidate::whole).toList(), retention, now);
    selection.keepBestOf(counted);
    selection.keepBeforeSuspicious(counted);
    return selection;
  }

  private void keepByRules(List<Candidate> candidates, Retention retention, Instant now) {
    List<Set<KeepReason>> kept =
        retention.apply(candidates.stream().map(Candidate::created).toList(), now);
    for (int i = 0; i < candidates.size(); i++) {
      for (KeepReason rule : kept.get(i)) {
        keep(candidates.get(i), rule);
      }
    }
  }

  private void keepBestOf(List<Candidate> counted) {
    // also so that a suspicious one stays to keep those before it
    first(counted, candidate -> true).ifPresent(newest -> keep(newest, KeepReason.NEWEST));
    best(counted).ifPresent(best -> keep(best, KeepReason.NEWEST_COMPLETE));
    List<Candidate> provable = counted.stream().filter(Candidate::provable).toList();
    Optional<Candidate> verified = first(provable, Candidate::verified);
    // what is partial or suspicious does not stand in for what is whole and has no digest
    Optional<Candidate> best =
        counted.stream().anyMatch(Candidate::whole)
            ? first(provable, Candidate::whole)
            : best(provable);
    verified.ifPresent(candidate -> keep(candidate, KeepReason.NEWEST_VERIFIED));
    best.ifPresent(candidate -> keep(candidate, KeepReason.NEWEST_COMPLETE));
    proofCandidate = verified.or(() -> best);
  }

  private static Optional<Candidate> best(List<Candidate> candidates) {
    return first(candidates, Candidate::whole)
        .or(() -> first(candidates, Candidate::complete))
        .or(() -> first(candidates, candidate -> true));
  }

  private static Optional<Candidate> first(
      List<Candidate> counted, Predicate<Candidate> condition) {
    return counted.stream().filter(condition).findFirst();
  }

  private void keepBeforeSuspicious(List<Candidate> counted) {
    int run = 0;
    while (run < counted.size() && counted.get(run).suspicious()) {
      run++;
    }
    if (run > 0) {
      counted
          .subList(run, counted.size())
          .forEach(candidate -> keep(candidate, KeepReason.NEWER_IS_SUSPICIOUS));
    }
  }

  /** Adds a reason that was found later. */
  void keep(Candidate candidate, KeepReason reason) {
    reasons.computeIfAbsent(candidate, none -> EnumSet.noneOf(KeepReason.class)).add(reason);
  }

  boolean goes(Candidate candidate) {
    return !reasons.containsKey(candidate);
  }

  Set<KeepReason> reasons(Candidate candidate) {
    return reasons.getOrDefault(candidate, Set.of());
  }

  /** The backup that must be proven sound before anything of the pool is deleted, if any can be. */
  Optional<Candidate> proofCandidate() {
    return proofCandidate;
  }

  /** Whether others go because a backup counts. */
  boolean takesAPlace(Candidate candidate) {
    return !TAKES_NO_PLACE.containsAll(reasons(candidate));
  }
}
