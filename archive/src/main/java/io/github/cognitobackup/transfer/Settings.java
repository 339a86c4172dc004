package io.github.cognitobackup.transfer;

import java.util.EnumSet;
import java.util.Set;

/** What a caller has set besides storages and keys, the same for every kind of work. Immutable. */
record Settings(TransferListener listener, Set<Choice> choices) {

  /** Tells nobody, and does everything. */
  static final Settings DEFAULT =
      new Settings(new SafeListener(new TransferListener() {}), Set.of());

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
    return new Settings(new SafeListener(told), choices);
  }

  Settings with(Choice choice) {
    EnumSet<Choice> more = EnumSet.of(choice);
    more.addAll(choices);
    return new Settings(listener, more);
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
