package io.github.cognitobackup.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.CraftedArchive;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.KeepReason;
import io.github.cognitobackup.catalogue.PruneDecision;
import io.github.cognitobackup.catalogue.Pruning;
import io.github.cognitobackup.catalogue.Retention;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.transfer.KeyService;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sealed archives that are committed to their key, and older ones that are not. */
class CommittedArchivesTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final Retention NEWEST = Retention.builder().keepLast(1).build();

  private final InMemoryStorage storage = new InMemoryStorage();
  private final KeyService keys = new KeyService("key");
  private final ArchiveRepository lenient = builder().build();
  private final ArchiveRepository strict = builder().requireCommitment().build();
  private String committed;
  private String uncommitted;

  private ArchiveRepository.Builder builder() {
    return ArchiveRepository.builder().storage(storage).encryptor(keys);
  }

  /** An archive of today's format, and a newer one of the former. */
  @BeforeEach
  void write() throws IOException {
    ArchiveHeader header = ArchiveHeader.of(POOL, Instant.parse("2026-11-01T10:00:00Z"));
    try (NewArchive archive = lenient.create(header)) {
      archive.writer().resource("user-pool", JsonNodeFactory.instance.objectNode().put("Id", POOL));
      committed = archive.commit().key().toString();
    }
    uncommitted = POOL + "/20261123T101530.000Z.tar.gz.enc";
    store(uncommitted, withoutCommitment("1.0"));
    assertThat(lenient.verifyAndRecord(uncommitted).result()).isEqualTo(ArchiveCheck.Result.SOUND);
  }

  @Test
  void areToldApart() {
    assertThat(lenient.verify(committed).committed()).isTrue();
    assertThat(lenient.verify(uncommitted).committed()).isFalse();
  }

  @Test
  void thoseThatAreNotAreRefusedWhereCommitmentIsRequired() {
    assertThat(strict.verify(committed).committed()).isTrue();
    assertThatThrownBy(() -> strict.open(uncommitted))
        .isInstanceOf(UnsupportedArchiveException.class)
        .hasMessageContaining("is not committed to its key")
        .hasMessageContaining("without requireCommitment()");
    for (Storage again : List.of(storage, lenient.objects())) {
      assertThatThrownBy(() -> strict.over(again).open(uncommitted))
          .isInstanceOf(UnsupportedArchiveException.class);
    }
    assertThat(strict.verifyAndRecord(uncommitted).result())
        .isNotEqualTo(ArchiveCheck.Result.SOUND);
  }

  @Test
  void noArchiveIsDeletedForOneThatIsRefused() {
    List<PruneDecision> decisions = new ArrayList<>();

    strict.prune(NEWEST).apply(decisions::add);

    assertThat(keys()).containsExactlyInAnyOrder(committed, uncommitted);
    assertThat(decisions)
        .filteredOn(decision -> decision.key().toString().equals(committed))
        .singleElement()
        .satisfies(decision -> assertThat(decision.reasons()).contains(KeepReason.LAST));
    assertThat(strict.open(committed).report().committed()).isTrue();
  }

  @Test
  void norOnTheWordOfAReceipt() {
    Pruning.of(storage, NEWEST).trustReceipts().requireCommitment().apply(decision -> {});

    assertThat(keys()).containsExactlyInAnyOrder(committed, uncommitted);
  }

  @Test
  void elseTheNewestCounts() {
    lenient.prune(NEWEST).apply(decision -> {});

    assertThat(keys()).containsExactly(uncommitted);
  }

  @Test
  void anArchiveOfTodaysFormatWithoutItIsCorrupt() throws IOException {
    String key = POOL + "/20261123T101530.000Z.r2.tar.gz.enc";
    store(key, withoutCommitment(ArchiveHeader.FORMAT_VERSION));

    assertThatThrownBy(() -> lenient.open(key))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("begins with a commitment, and this does not");
  }

  private List<String> keys() {
    try (Stream<CatalogueEntry> entries = lenient.list()) {
      return entries.map(entry -> entry.key().toString()).toList();
    }
  }

  private void store(String key, byte[] archive) throws IOException {
    try (ObjectWriter object = lenient.objects().create(key)) {
      object.stream().write(archive);
      object.commit();
    }
  }

  private static byte[] withoutCommitment(String version) throws IOException {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(archive)) {
      gzip.write(Archives.gunzip(CraftedArchive.ofVersion(version).build()));
    }
    return archive.toByteArray();
  }
}
