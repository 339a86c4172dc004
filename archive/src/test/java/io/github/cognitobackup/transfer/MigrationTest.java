package io.github.cognitobackup.transfer;

import static io.github.cognitobackup.transfer.SampleArchives.POOL;
import static io.github.cognitobackup.transfer.SampleArchives.archive;
import static io.github.cognitobackup.transfer.SampleArchives.archiveOf;
import static io.github.cognitobackup.transfer.SampleArchives.oldUsers;
import static io.github.cognitobackup.transfer.StoredContent.get;
import static io.github.cognitobackup.transfer.StoredContent.keys;
import static io.github.cognitobackup.transfer.StoredContent.put;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.internal.vault.Vault;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MigrationTest {

  private static final String PLAIN = POOL + "/20261123T101530.123Z.tar.gz";
  private static final String SEALED = PLAIN + ".enc";
  private static final String SECOND = POOL + "/20261124T101530.123Z.tar.gz";

  private static final ShrinkWarning WARNING =
      new ShrinkWarning(ArchiveKey.parse(SECOND).orElseThrow(), 100);

  private final InMemoryStorage storage = new InMemoryStorage();
  private final KeyService key = new KeyService("K");
  private final Migration migration = Migration.of(storage, key);
  private final Told told = new Told();

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
  }

  private TransferReport migrate() {
    return migration.listener(told).run(Selection.all());
  }

  private byte[] opened(String sealedKey) {
    return get(Vault.of(storage).sealedBy(key).objects(), sealedKey);
  }

  private static byte[] tarGz(String name, String content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new GZIPOutputStream(out), UTF_8.name())) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(content.length());
      tar.putArchiveEntry(entry);
      tar.write(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      tar.closeArchiveEntry();
    }
    return out.toByteArray();
  }

  @Test
  void sealsProvesAndRemoves() {
    put(storage, PLAIN, archive(5));
    put(storage, SECOND, archiveOf(SECOND, 6));

    TransferReport report = migrate();

    assertThat(key.calls).hasValue(4);
    assertThat(keys(storage))
        .containsExactlyInAnyOrder(SEALED, SEALED + ".json", SECOND + ".enc", SECOND + ".enc.json");
    assertThat(opened(SEALED)).isEqualTo(archive(5));
    assertThat(opened(SECOND + ".enc")).isEqualTo(archiveOf(SECOND, 6));
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(report.counts()).isEqualTo(Map.of(Status.SEALED, 2L));
    assertThat(report.removed()).isEqualTo(2);
  }

  @Test
  void movesTheReceiptOrMakesOne() {
    put(storage, PLAIN, archive(5));
    put(storage, SECOND, archiveOf(SECOND, 6));
    ArchiveKey plain = ArchiveKey.parse(PLAIN).orElseThrow();
    Receipt before =
        new Receipt(
            plain,
            Outcome.PARTIAL,
            new Manifest.Counts(5, 0, Map.of()),
            archive(5).length,
            Optional.of("0".repeat(64)),
            Optional.empty(),
            Optional.of(WARNING),
            Optional.empty());
    new ReceiptWriter(storage).write(before);

    migrate();

    Receipt moved = receipt(SEALED);
    assertThat(moved.suspicious()).contains(WARNING);
    assertThat(moved.wrappingKey()).contains("K");
    assertThat(moved.verified()).isPresent();
    assertThat(receipt(SECOND + ".enc").counts().users()).isEqualTo(6);
    assertThat(storage.stat(PLAIN + ".json")).isEmpty();
  }

  @Test
  void tellsTheTimeByItsClock() {
    put(storage, PLAIN, archive(5));
    Instant then = Instant.parse("2026-12-24T18:00:00Z");

    migration.clock(Clock.fixed(then, ZoneOffset.UTC)).run(Selection.all());

    assertThat(receipt(SEALED).verified()).contains(then);
  }

  @Test
  void readsWithinItsLimits() {
    put(storage, PLAIN, archive(5));

    TransferReport report =
        migration
            .readLimits(ReadLimits.defaults().withMaxEntryBytes(10))
            .listener(told)
            .run(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(keys(storage)).containsExactly(PLAIN);
  }

  private Receipt receipt(String archive) {
    return Receipts.of(storage)
        .find(ArchiveKey.parse(archive).orElseThrow(), storage.stat(archive).orElseThrow().size())
        .orElseThrow();
  }

  @Test
  void leavesDamagedOnesAlone() {
    byte[] cut = Arrays.copyOf(archive(5), 300);
    put(storage, PLAIN, cut);
    put(storage, SECOND, archive("eu-west-1_Another1", 6));
    String another = "eu-west-1_Another1/20261124T101530.123Z.tar.gz";
    put(storage, another, archiveOf(another, 6));
    String rolledBack = POOL + "/20261125T101530.123Z.tar.gz";
    put(storage, rolledBack, archive(5));

    TransferReport report = migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(told.statuses())
        .containsEntry(PLAIN, Status.DAMAGED)
        .containsEntry(SECOND, Status.DAMAGED)
        .containsEntry(rolledBack, Status.DAMAGED)
        .containsEntry(another, Status.SEALED);
    assertThat(keys(storage))
        .contains(PLAIN, SECOND, rolledBack)
        .doesNotContain(SEALED, SECOND + ".enc", rolledBack + ".enc");
  }

  @Test
  void keepsThePlainOneWhenToldTo() {
    put(storage, PLAIN, archive(5));

    migration.keepPlain().run(Selection.all());
    TransferReport again = migration.keepPlain().listener(told).run(Selection.all());

    assertThat(keys(storage)).contains(PLAIN, SEALED);
    assertThat(again.counts()).isEqualTo(Map.of(Status.UNCHANGED, 1L));
    assertThat(migrate().removed()).isEqualTo(1);
    assertThat(keys(storage)).doesNotContain(PLAIN).contains(SEALED);
  }

  @Test
  void findsThePlainOneInALaterRevisionToo() {
    put(storage, PLAIN, archive(5));
    String revision = PLAIN.replace(".tar", ".r2.tar") + ".enc";
    put(Vault.of(storage).sealedBy(key).objects(), revision, archive(5));

    migrate();

    assertThat(keys(storage)).contains(revision).doesNotContain(PLAIN, SEALED);
    assertThat(told.only().target()).isEqualTo(revision);
  }

  @Test
  void keepsBothWhenTheSealedOneIsSomethingElse() {
    put(storage, PLAIN, archive(5));
    put(Vault.of(storage).sealedBy(key).objects(), SEALED, archive(6));
    put(storage, SECOND, archiveOf(SECOND, 5));
    put(storage, SECOND + ".enc", "no envelope at all");

    TransferReport report = migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.counts()).isEqualTo(Map.of(Status.CONFLICT, 2L));
    assertThat(keys(storage)).containsExactlyInAnyOrder(PLAIN, SEALED, SECOND, SECOND + ".enc");
  }

  @Test
  void keepsWhatTookThePlaceOfThePlainOneMeanwhile() {
    put(storage, "old/users.json", oldUsers(3));
    Storage replaced =
        new ForwardingStorage(storage) {
          @Override
          public ObjectWriter create(String name) {
            storage.delete("old/users.json");
            put(storage, "old/users.json", oldUsers(4));
            return super.create(name);
          }
        };

    TransferReport report =
        Migration.of(replaced, key).listener(told).run(Selection.key("old/users.json"));

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(told.only().status()).isEqualTo(Status.CONFLICT);
    assertThat(get(storage, "old/users.json")).asString().isEqualTo(oldUsers(4));
    assertThat(opened("old/users.json.enc")).asString().isEqualTo(oldUsers(3));
  }

  @Test
  void takesForeignBackupsOnlyWhereThatIsAccepted() throws IOException {
    put(storage, "old/users.json", oldUsers(3));
    put(storage, "old/backup.tar.gz", tarGz("pool/users.json", oldUsers(2)));

    TransferReport refused = migrate();
    assertThat(refused.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(refused.counts()).isEqualTo(Map.of(Status.UNPROVEN, 2L));
    assertThat(keys(storage)).containsExactlyInAnyOrder("old/users.json", "old/backup.tar.gz");

    assertThat(migration.run(Selection.key("old/users.json")).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(migration.acceptUnverifiable().run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(keys(storage))
        .containsExactlyInAnyOrder("old/users.json.enc", "old/backup.tar.gz.enc");
    assertThat(opened("old/users.json.enc")).asString().isEqualTo(oldUsers(3));
  }

  @Test
  void neverTouchesWhatIsNoBackup() throws IOException {
    put(storage, "config.json", "{\"kms\":1}");
    put(storage, "photos.tar.gz", tarGz("photo.jpg", "x"));
    put(storage, "empty.tar.gz", "");
    put(storage, "notes.txt", "[]");
    put(storage, PLAIN + ".json", "{}");
    put(storage, PLAIN + ".restores/1/users.json", oldUsers(1));

    TransferReport report = migration.acceptUnverifiable().listener(told).run(Selection.all());

    assertThat(told.results).isEmpty();
    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(keys(storage)).hasSize(6);
    assertThat(migration.listener(told).run(Selection.key("config.json")).outcome())
        .isEqualTo(Outcome.FAILED);
    assertThat(migration.run(Selection.key("notes.txt")).outcome()).isEqualTo(Outcome.FAILED);
  }

  @Test
  void aDryRunChecksAndDoesNothing() {
    put(storage, PLAIN, archive(5));
    put(storage, SECOND, Arrays.copyOf(archiveOf(SECOND, 5), 300));

    TransferReport report = migration.dryRun().listener(told).run(Selection.all());

    assertThat(told.statuses()).isEqualTo(Map.of(PLAIN, Status.SEALED, SECOND, Status.DAMAGED));
    assertThat(report.dryRun()).isTrue();
    assertThat(key.calls).hasValue(0);
    assertThat(keys(storage)).containsExactlyInAnyOrder(PLAIN, SECOND);
  }

  @Test
  void endsWhenTheKeyIsRefusedAgainAndAgain() {
    for (int day = 10; day < 30; day++) {
      String plain = POOL + "/202611" + day + "T101530.123Z.tar.gz";
      put(storage, plain, archiveOf(plain, 1));
      put(storage, POOL + "/202611" + day + "T101530.123Z.tar.gz.json", "{}");
    }
    key.disabled = true;

    TransferReport report = migrate();

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.stopped()).hasValueSatisfying(why -> assertThat(why).contains("disabled"));
    assertThat(key.calls).hasValue(3);
    assertThat(keys(storage)).hasSize(40);
  }

  @Test
  void anArchiveThatWasMigratedBeforeIsNoFailure() {
    put(storage, PLAIN, archive(5));
    migration.run(Selection.key(PLAIN));

    assertThat(migration.run(Selection.key(PLAIN)).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(migration.run(Selection.key(SEALED)).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(migration.run(Selection.key(SECOND)).outcome()).isEqualTo(Outcome.FAILED);
  }
}
