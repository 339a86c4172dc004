package io.github.cognitobackup;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Backups on days of May, with their receipts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ReceiptScene {

  static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");

  TestBed bed;
  InMemoryStorage storage = new InMemoryStorage();

  @BeforeAll
  void open() {
    bed = new TestBed();
  }

  @AfterAll
  void close() {
    bed.close();
  }

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
    storage = new InMemoryStorage();
  }

  String pool(int users) {
    return bed.emulator.cognito().generatePool("customers", PoolModel.PLAIN, users, 5);
  }

  Backuper.Builder builder(Storage raw, int day) {
    return bed.builder()
        .storage(raw)
        .clock(Clock.fixed(NOON.plus(Duration.ofDays(day)), ZoneOffset.UTC));
  }

  BackupReport backup(String pool, int day) {
    return builder(storage, day).build().backup(pool);
  }

  Optional<Receipt> receipt(String key) {
    long size = storage.stat(key).orElseThrow().size();
    return Receipts.of(storage).find(ArchiveKey.parse(key).orElseThrow(), size);
  }

  byte[] bytes(String key) {
    try (StoredObject object = storage.open(key);
        InputStream stream = object.openStream()) {
      return stream.readAllBytes();
    } catch (java.io.IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  List<ArchiveCheck> verifyAll(Backuper backuper) {
    try (Stream<ArchiveCheck> checks = backuper.verifyAll()) {
      return checks.toList();
    }
  }

  void setUsers(String pool, int before, int after) {
    List<String> names =
        bed.client.listUsersPaginator(r -> r.userPoolId(pool)).users().stream()
            .map(user -> user.username())
            .toList();
    names.stream()
        .limit(Math.max(0, before - after))
        .forEach(name -> bed.client.adminDeleteUser(r -> r.userPoolId(pool).username(name)));
    for (int i = before; i < after; i++) {
      bed.emulator.cognito().putUser(pool, SeedUser.named("more-" + i));
    }
  }
}
