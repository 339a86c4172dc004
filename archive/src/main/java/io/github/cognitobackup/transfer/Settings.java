package io.github.cognitobackup.transfer;

import io.github.cognitobackup.archive.ReadLimits;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/** What a caller has set besides storages and keys, the same for every kind of work. Immutable. */
record Settings(TransferListener listener, ReadLimits limits, Clock clock, Set<Choice> choices) {

  /** Tells nobody, and does everything. */
  static final Settings DEFAULT =
      new Settings(
          new SafeListener(new TransferListener() {}),
          ReadLimits.defaults(),
          Clock.systemUTC(),
          Set.of());

  /** What is not so by default. */
  enum Choice {
    DRY_RUN,
    KEEP_SOURCE,
    ACCEPT_UNVERIFIABLE,
    WITH_RESTORES
  }

  Settings {
    choices = Set.copyOf(choices);
  }

  Settings listener(TransferListener told) {
    return new Settings(new SafeListener(told), limits, clock, choices);
  }

  Settings limits(ReadLimits other) {
    return new Settings(listener, Objects.requireNonNull(other, "readLimits"), clock, choices);
  }

  Settings clock(Clock other) {
    return new Settings(listener, limits, Objects.requireNonNull(other, "clock"), choices);
  }

  Settings with(Choice choice) {
    EnumSet<Choice> more = EnumSet.of(choice);
    more.addAll(choices);
    return new Settings(listener, limits, clock, more);
  }

  boolean dryRun() {
    return choices.contains(Choice.DRY_RUN);
  }

  boolean keepSource() {
    return choices.contains(Choice.KEEP_SOURCE);
  }

  boolean acceptUnverifiable() {
    return choices.contains(Choice.ACCEPT_UNVERIFIABLE);
  }

  boolean withRestores() {
    return choices.contains(Choice.WITH_RESTORES);
  }
}
