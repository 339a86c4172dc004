package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.WriteOptions;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.testkit.Fault;
import io.github.cognitobackup.testkit.Fault.Point;
import io.github.cognitobackup.testkit.FaultyStorage;
import io.github.cognitobackup.transfer.Migration;
import io.github.cognitobackup.transfer.Rewrap;
import io.github.cognitobackup.transfer.Selection;
import io.github.cognitobackup.transfer.TransferReport;
import io.github.cognitobackup.transfer.TransferResult.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kms.KmsClient;

/** Storages and KMS that fail while archives are sealed or moved to another key. */
class TransferFaultsTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final int ARCHIVES = 3;

  private final InMemoryStorage storage = new InMemoryStorage();
  private Emulator emulator;
  private KmsClient kms;
  private String old;
  private String target;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().build();
    kms = Clients.of(emulator.endpoint(), emulator.region());
    old = emulator.kms().createKey();
    target = emulator.kms().createKey();
  }

  private static byte[] archiveOf(String key) {
    ArchiveKey own = ArchiveKey.parse(key).orElseThrow();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer =
        ArchiveWriter.to(
            out,
            ArchiveHeader.of(POOL, own.created()),
            WriteOptions.defaults().withClock(Clock.fixed(own.created(), ZoneOffset.UTC)))) {
      writer.finish();
    }
    return out.toByteArray();
  }

  @AfterEach
  void stop() {
    storage.checkNothingOpen();
    kms.close();
    emulator.close();
  }

  private KmsEncryptor encryptor() {
    return KmsEncryptor.builder().client(kms).keyId(old).decryptKeyIds(List.of(target)).build();
  }

  private KmsRewrapper rewrapper() {
    return KmsRewrapper.builder().client(kms).keyId(target).fromKeyIds(List.of(old)).build();
  }

  private void fill(Storage into, String suffix) {
    for (int i = 1; i <= ARCHIVES; i++) {
      String key = POOL + "/2026112" + i + "T101530.123Z.tar.gz" + suffix;
      try (ObjectWriter writer = into.create(key)) {
        writer.stream().write(archiveOf(key));
        writer.commit();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<String> keys() {
    try (Stream<ObjectInfo> objects = storage.list("")) {
      return objects.map(ObjectInfo::key).filter(key -> !key.endsWith(".json")).toList();
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        Fault.on(Point.CREATE).keys(TransferFaultsTest::isArchive).call(2),
        Fault.on(Point.WRITE).keys(TransferFaultsTest::isArchive).afterBytes(100).call(2),
        Fault.on(Point.COMMIT).keys(TransferFaultsTest::isArchive).call(2),
        Fault.on(Point.COMMIT).keys(TransferFaultsTest::isArchive).call(2).afterEffect(),
        Fault.on(Point.OPEN).keys(TransferFaultsTest::isArchive).call(2),
        Fault.on(Point.READ).keys(TransferFaultsTest::isArchive).afterBytes(10).call(3),
        Fault.on(Point.LIST).keys(prefix -> prefix.endsWith(".")).call(2),
        Fault.on(Point.DELETE).keys(TransferFaultsTest::isArchive).call(2),
        Fault.on(Point.DELETE).keys(TransferFaultsTest::isArchive).call(2).afterEffect());
  }

  private static boolean isArchive(String key) {
    return !key.endsWith(".json");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aMigrationSurvivesAStorageThatFailsOnce(Fault fault) throws IOException {
    fill(storage, "");
    survives(
        fault, faulty -> Migration.of(faulty, encryptor()).run(Selection.all()), ".tar.gz.enc");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRewrapSurvivesAStorageThatFailsOnce(Fault fault) throws IOException {
    fill(sealed(), ".enc");
    survives(
        fault, faulty -> Rewrap.of(faulty, rewrapper()).run(Selection.all()), ".r2.tar.gz.enc");
  }

  private Storage sealed() {
    return ArchiveRepository.builder().storage(storage).encryptor(encryptor()).build().objects();
  }

  private void survives(Fault fault, Function<Storage, TransferReport> work, String end)
      throws IOException {
    FaultyStorage faulty = new FaultyStorage(storage, fault);

    TransferReport first = work.apply(faulty);

    assertThat(faulty.failures()).isEqualTo(1);
    assertThat(first.outcome()).isEqualTo(Outcome.PARTIAL);
    assertThat(first.count(Status.FAILED)).isEqualTo(1);
    assertThat(first.counts().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(ARCHIVES);
    assertThat(work.apply(storage).outcome()).isEqualTo(Outcome.COMPLETE);
    assertThat(keys()).hasSize(ARCHIVES).allMatch(key -> key.endsWith("Z" + end));
    Storage sealed = sealed();
    for (String key : keys()) {
      try (StoredObject object = sealed.open(key);
          InputStream in = object.openStream()) {
        assertThat(in.readAllBytes()).isEqualTo(archiveOf(key));
      }
    }
  }

  @Test
  void receiptsThatFailAreToldAndNoFailure() {
    fill(storage, "");
    FaultyStorage faulty =
        new FaultyStorage(
            storage,
            Fault.on(Point.CREATE).keys(key -> key.endsWith(".json")),
            Fault.on(Point.DELETE).keys(key -> key.endsWith(".json")));

    assertThat(Migration.of(faulty, encryptor()).run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(faulty.failures()).isPositive();
    assertThat(Rewrap.of(faulty, rewrapper()).run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(keys()).hasSize(ARCHIVES).allMatch(key -> key.endsWith(".r2.tar.gz.enc"));
  }

  @Test
  void aKeyThatIsRefusedOnceCostsOneArchive() {
    fill(sealed(), ".enc");
    emulator.inject(
        io.github.cognitobackup.emulator.scenario.Fault.on("ReEncrypt").call(2).accessDenied());

    TransferReport first = Rewrap.of(storage, rewrapper()).run(Selection.all());

    assertThat(first.counts()).containsEntry(Status.FAILED, 1L).containsEntry(Status.REWRAPPED, 2L);
    assertThat(Rewrap.of(storage, rewrapper()).run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);
  }

  @Test
  void aDisabledKeyLosesNothingMidway() {
    fill(storage, "");
    KmsEncryptor encryptor = encryptor();
    emulator.inject(
        io.github.cognitobackup.emulator.scenario.Fault.on("Decrypt")
            .error("DisabledException", 400, "it is disabled"));

    TransferReport report = Migration.of(storage, encryptor).run(Selection.all());

    assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(report.stopped()).isPresent();
    assertThat(keys()).as("sealed, but not proven: the plain ones stay").hasSize(2 * ARCHIVES);
  }

  @Test
  void aRewrapNeedsNeitherDecryptNorGenerateDataKey() {
    fill(sealed(), ".enc");
    emulator.inject(io.github.cognitobackup.emulator.scenario.Fault.on("Decrypt").accessDenied());
    emulator.inject(
        io.github.cognitobackup.emulator.scenario.Fault.on("GenerateDataKey").accessDenied());

    assertThat(Rewrap.of(storage, rewrapper()).run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);
    assertThat(emulator.calls()).containsEntry("ReEncrypt", 3L).doesNotContainKey("Decrypt");
  }
}
