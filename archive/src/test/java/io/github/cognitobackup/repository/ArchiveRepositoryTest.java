package io.github.cognitobackup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.catalogue.Catalogue;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.KeyService;
import io.github.cognitobackup.transfer.Migration;
import io.github.cognitobackup.transfer.Rewrap;
import io.github.cognitobackup.transfer.Selection;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveRepositoryTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final Instant NOW = Instant.parse("2026-11-26T10:00:00.123Z");

  private final InMemoryStorage storage = new InMemoryStorage();
  private final KeyService keys = new KeyService("key");
  private final ArchiveRepository repository =
      ArchiveRepository.builder()
          .storage(storage)
          .encryptor(keys)
          .clock(Clock.fixed(NOW, ZoneOffset.UTC))
          .build();

  private static String write(ArchiveRepository repository, Instant start) {
    try (NewArchive archive = repository.create(ArchiveHeader.of(POOL, start))) {
      archive.writer().resource("user-pool", JsonNodeFactory.instance.objectNode().put("Id", POOL));
      archive
          .writer()
          .user(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("Username", "alice")
                  .put("UserStatus", "CONFIRMED"));
      return archive.commit().key().toString();
    }
  }

  private static List<String> keys(ArchiveRepository repository) {
    try (Stream<CatalogueEntry> entries = repository.list()) {
      return entries.map(entry -> entry.key().toString()).toList();
    }
  }

  @Test
  void sealsListsOpensVerifiesAndExtractsWithoutAService(@TempDir Path folder) {
    String key = write(repository, NOW);

    assertThat(key).isEqualTo(POOL + "/20261126T100000.123Z.tar.gz.enc");
    assertThat(keys(repository)).containsExactly(key);
    try (Stream<CatalogueEntry> others = repository.list("eu-west-1_Another")) {
      assertThat(others).isEmpty();
    }
    assertThat(repository.verify(key).manifest().counts().users()).isEqualTo(1);
    try (OpenedArchive archive = repository.open(key);
        var users = archive.snapshot().users()) {
      assertThat(users.map(user -> user.document().path("Username").asText()))
          .containsExactly("alice");
    }
    repository.extract(key, folder.resolve("out"));
    assertThat(folder.resolve("out").resolve(POOL).resolve("user-pool.json")).exists();
    assertThat(repository.verifyAndRecord(key).result()).isEqualTo(ArchiveCheck.Result.SOUND);
  }

  @Test
  void wantsTheStorageBeneathWhereArchivesAreSealed() {
    Storage objects = repository.objects();
    List<Supplier<?>> uses =
        List.of(
            () -> ArchiveRepository.builder().storage(objects).insecurePlaintext().build(),
            () -> Catalogue.of(objects),
            () -> Receipts.of(objects),
            () -> Pruning.of(objects, Retention.builder().keepLast(1).build()),
            () -> Copy.between(objects, storage),
            () -> Copy.between(storage, objects),
            () -> Migration.of(objects, new KeyService("other")),
            () -> Rewrap.of(objects, key -> RewrappedKey.unchanged(key, "other")));
    assertThat(uses)
        .allSatisfy(
            use ->
                assertThatIllegalArgumentException()
                    .isThrownBy(use::get)
                    .withMessageContaining("give the storage beneath it"));
  }

  @Test
  void sealsBesideAPlainOneWhereItsObjectsAreGiven() {
    ArchiveRepository plain =
        ArchiveRepository.builder().storage(new InMemoryStorage()).insecurePlaintext().build();
    ArchiveRepository beside = plain.over(repository.objects());
    assertThat(beside.sealed()).isTrue();
    assertThat(beside.storage()).isSameAs(storage);
  }

  @Test
  void leavesNothingOfAnArchiveThatWasNotCommitted() {
    try (NewArchive archive = repository.create(ArchiveHeader.of(POOL, NOW))) {
      archive.writer().resource("user-pool", JsonNodeFactory.instance.objectNode().put("Id", POOL));
    }

    assertThat(storage.list("")).isEmpty();
  }

  @Test
  void movesTheStartWhereTheMillisecondIsTaken() {
    write(repository, NOW);

    assertThat(write(repository, NOW)).isEqualTo(POOL + "/20261126T100000.124Z.tar.gz.enc");
  }

  @Test
  void prunesWithItsOwnKeyAndClock() {
    write(repository, NOW.minus(Duration.ofDays(2)));
    String newest = write(repository, NOW.minus(Duration.ofDays(1)));

    repository.prune(Retention.builder().keepLast(1).build()).apply(decision -> {});

    assertThat(keys(repository)).containsExactly(newest);
  }

  @Test
  void copiesSealsPlainArchivesAndMovesThemToAnotherKey() {
    InMemoryStorage plainly = new InMemoryStorage();
    ArchiveRepository plain =
        ArchiveRepository.builder().storage(plainly).insecurePlaintext().build();
    String key = write(plain, NOW);

    plain.copyTo(storage).run(Selection.all());
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> repository.verify(key));
    repository.migrate().run(Selection.all());
    assertThat(keys(repository)).containsExactly(key + ".enc");
    repository.rewrap(new KeyService("other").rewrapperFrom("key")).run(Selection.all());

    ArchiveRepository moved =
        ArchiveRepository.builder().storage(storage).encryptor(new KeyService("other")).build();
    assertThat(keys(moved)).containsExactly(POOL + "/20261126T100000.123Z.r2.tar.gz.enc");
    assertThat(moved.verify(keys(moved).get(0)).sealed()).isTrue();
    assertThatIllegalStateException().isThrownBy(plain::migrate);
  }

  @Test
  void saysWhatIsMissingOrTooMuch() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ArchiveRepository.builder().insecurePlaintext().build())
        .withMessageContaining("storage(...)");
    assertThatIllegalStateException()
        .isThrownBy(() -> ArchiveRepository.builder().storage(storage).build())
        .withMessageContaining("insecurePlaintext()");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ArchiveRepository.builder().insecurePlaintext().encryptor(new KeyService("key")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArchiveRepository.builder().shrinkLimit(1.1));
  }
}
