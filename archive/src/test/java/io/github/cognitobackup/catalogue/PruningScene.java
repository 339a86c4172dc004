package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A storage to prune, with an archive a day, and what was decided of each. */
abstract class PruningScene {

  static final Instant NOW = Instant.parse("2026-03-20T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final Retention LAST = Retention.builder().keepLast(1).build();

  final InMemoryStorage storage = new InMemoryStorage();
  final Map<ArchiveKey, PruneDecision> decisions = new HashMap<>();

  static ArchiveKey day(int day) {
    return Samples.key(NOW.minus(Duration.ofDays(20L - day)).toString());
  }

  Receipt put(int day) {
    return put(storage, day(day));
  }

  static Receipt put(Storage storage, ArchiveKey key) {
    Samples.putWithReceipt(storage, key);
    return Samples.receipt(key, Samples.content(key));
  }

  void verified(int day) {
    new ReceiptWriter(storage).replace(put(day).verifiedAt(NOW));
  }

  void suspicious(int day) {
    new ReceiptWriter(storage)
        .replace(put(day).withShrinkWarning(Optional.of(new ShrinkWarning(day(1), 1000))));
  }

  void partial(int day) {
    Receipt whole = put(day);
    new ReceiptWriter(storage).replace(partial(whole));
  }

  static Receipt partial(Receipt whole) {
    return new Receipt(
        whole.key(),
        Outcome.PARTIAL,
        whole.counts(),
        whole.size(),
        whole.sha256(),
        whole.wrappingKey(),
        whole.suspicious(),
        whole.verified());
  }

  void damage(ArchiveKey key) {
    byte[] content = Samples.content(key);
    content[0] ^= 1;
    storage.delete(key.toString());
    Samples.put(storage, key.toString(), content);
  }

  PruneReport prune(Storage on, Retention retention) {
    decisions.clear();
    return pruning(on, retention).apply(decision -> decisions.put(decision.key(), decision));
  }

  static Pruning pruning(Storage on, Retention retention) {
    return Pruning.of(on, retention).clock(CLOCK).trustReceipts();
  }

  PruneReport prune(Retention retention) {
    return prune(storage, retention);
  }

  List<ArchiveKey> left() {
    return Samples.keys(storage).stream()
        .flatMap(key -> ArchiveKey.parse(key).stream())
        .sorted(Comparator.comparing(ArchiveKey::created))
        .toList();
  }

  Set<KeepReason> reasons(int day) {
    return decisions.get(day(day)).reasons();
  }
}
