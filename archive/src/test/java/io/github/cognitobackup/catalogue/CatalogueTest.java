package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StoredObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final InMemoryStorage storage = new InMemoryStorage();

  private List<CatalogueEntry> entries() {
    try (Stream<CatalogueEntry> entries = Catalogue.of(storage).archives()) {
      return entries.toList();
    }
  }

  @Test
  void namesTheBackupsOfAllPoolsNewestFirst() {
    ArchiveKey old = Samples.key("2026-01-01T00:00:00Z");
    ArchiveKey recent = Samples.key("2026-03-01T00:00:00Z");
    ArchiveKey ofAnother =
        new ArchiveKey("us-east-1_Zz9", Instant.parse("2026-02-01T00:00:00Z"), 1, false);
    Samples.putWithReceipt(storage, old);
    Samples.put(storage, recent);
    Samples.putWithReceipt(storage, ofAnother);

    List<CatalogueEntry> entries = entries();

    assertThat(entries).extracting(CatalogueEntry::key).containsExactly(recent, ofAnother, old);
    assertThat(entries.get(0).receipt()).isEmpty();
    assertThat(entries.get(0).size()).isEqualTo(Samples.content(recent).length);
    assertThat(entries.get(2).receipt()).contains(Samples.receipt(old, Samples.content(old)));
    try (Stream<CatalogueEntry> pool = Catalogue.of(storage).archives("us-east-1_Zz9")) {
      assertThat(pool).extracting(CatalogueEntry::key).containsExactly(ofAnother);
    }
  }

  @Test
  void ofOneBackupTheNewestRevisionCountsAndOfThatTheSealedForm() {
    ArchiveKey sealed = Samples.key("2026-01-01T00:00:00Z");
    ArchiveKey plain = new ArchiveKey(Samples.POOL, sealed.created(), 1, false);
    ArchiveKey tenth = new ArchiveKey(Samples.POOL, sealed.created(), 10, true);
    ArchiveKey ninth = new ArchiveKey(Samples.POOL, sealed.created(), 9, true);
    List.of(sealed, plain, tenth, ninth).forEach(key -> Samples.putWithReceipt(storage, key));

    assertThat(entries()).hasSize(1);
    assertThat(entries().get(0).key()).isEqualTo(tenth);
    assertThat(entries().get(0).superseded()).containsExactly(ninth, sealed, plain);
    assertThat(entries().get(0).receipt().orElseThrow().key()).isEqualTo(tenth);
  }

  @Test
  void passesOverWhatIsNoArchive() {
    ArchiveKey key = Samples.key("2026-01-01T00:00:00Z");
    Samples.put(storage, key);
    for (String other :
        List.of(
            key + ".restores/0123456789abcdef/completed-1.enc",
            key + ".bak",
            Receipts.keyOf(Samples.key("2026-02-01T00:00:00Z")),
            "eu-west-1_AbCdEfGhI/20260230T000000.000Z.tar.gz",
            "restore-leases/eu-west-1_AbCdEfGhI/0000000001.json",
            "readme.txt")) {
      Samples.put(storage, other, new byte[1]);
    }

    assertThat(Samples.listed(storage)).containsExactly(key.toString());
  }

  @Test
  void readsReceiptsOnlyAsTheyAreAskedForAndNoArchive() {
    IntStream.rangeClosed(1, 9)
        .forEach(
            day -> Samples.putWithReceipt(storage, Samples.key("2026-01-0" + day + "T00:00:00Z")));
    List<String> opened = new ArrayList<>();
    Catalogue catalogue =
        Catalogue.of(
            new ForwardingStorage(storage) {
              @Override
              public StoredObject open(String key) {
                opened.add(key);
                return super.open(key);
              }
            });

    try (Stream<CatalogueEntry> entries = catalogue.archives()) {
      entries.limit(2).forEach(entry -> assertThat(entry.receipt()).isPresent());
    }

    assertThat(opened)
        .containsExactly(
            Samples.key("2026-01-09T00:00:00Z") + ".json",
            Samples.key("2026-01-08T00:00:00Z") + ".json");
    storage.checkNothingOpen();
  }

  @Test
  void asksForNoReceiptWhereThereIsNone() {
    Samples.put(storage, Samples.key("2026-01-01T00:00:00Z"));
    Catalogue catalogue =
        Catalogue.of(
            new ForwardingStorage(storage) {
              @Override
              public StoredObject open(String key) {
                throw new AssertionError(key + " was opened");
              }
            });

    try (Stream<CatalogueEntry> entries = catalogue.archives()) {
      assertThat(entries.toList().get(0).receipt()).isEmpty();
    }
  }

  @Test
  void poolThatCannotBeOneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.of(storage).archives("../eu_x"));
  }

  @Test
  void holdsLittleOfEachOfAHundredThousand() {
    int count = 100_000;
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    Catalogue catalogue =
        Catalogue.of(
            new ForwardingStorage(storage) {
              @Override
              public Stream<ObjectInfo> list(String prefix) {
                return IntStream.range(0, count)
                    .mapToObj(
                        i ->
                            new ObjectInfo(
                                new ArchiveKey(Samples.POOL, start.plusSeconds(i), 1, true)
                                    .toString(),
                                i,
                                start));
              }
            });
    System.gc();
    long before = used();

    try (Stream<CatalogueEntry> entries = catalogue.archives()) {
      java.util.Iterator<CatalogueEntry> iterator = entries.iterator();
      assertThat(iterator.next().size()).isEqualTo(count - 1);
      System.gc();
      assertThat(used() - before).isLessThan(20_000_000);
      int seen = 1;
      while (iterator.hasNext()) {
        iterator.next();
        seen++;
      }
      assertThat(seen).isEqualTo(count);
    }
  }

  private static long used() {
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  void whatCouldBeAnForeignBackupIsNamedWithoutBeingOpened() {
    Samples.putWithReceipt(storage, Samples.key("2026-01-01T00:00:00Z"));
    for (String key :
        List.of(
            "eu-west-1_Abc/2024.tar.gz",
            "eu-west-1_Abc/2024.tar.gz.enc",
            "eu-west-1_Abc/2024.tar.gz.enc.json",
            "old/eu-west-1_Abc_groups.json",
            "users.json",
            "users.json.json",
            "users.json.restores/1/journal.json",
            "restore-leases/x.json",
            "weekly.tgz",
            "notes.txt",
            ".json")) {
      Samples.put(storage, key, new byte[] {1, 2, 3});
    }
    InMemoryStorage kept = storage;
    var closed =
        new ForwardingStorage(kept) {
          @Override
          public StoredObject open(String key) {
            throw new AssertionError(key);
          }
        };

    try (Stream<ForeignBackupEntry> old = Catalogue.of(closed).foreignBackups()) {
      assertThat(old.map(each -> each.key() + " " + each.userPoolId().orElse("?") + each.sealed()))
          .containsExactly(
              "eu-west-1_Abc/2024.tar.gz eu-west-1_Abcfalse",
              "eu-west-1_Abc/2024.tar.gz.enc eu-west-1_Abctrue",
              "old/eu-west-1_Abc_groups.json eu-west-1_Abcfalse",
              "users.json ?false",
              "weekly.tgz ?false");
    }
  }
}
