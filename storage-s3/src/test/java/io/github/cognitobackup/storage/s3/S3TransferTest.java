package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.Receipts;
import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.repository.ArchiveRepository;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import io.github.cognitobackup.transfer.Copy;
import io.github.cognitobackup.transfer.Rewrap;
import io.github.cognitobackup.transfer.Selection;
import io.github.cognitobackup.transfer.TransferListener;
import io.github.cognitobackup.transfer.TransferResult;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** Archives in buckets are moved to another key and copied, by S3 itself where it can. */
class S3TransferTest {

  private static final String KEY = "eu-west-1_AbCdEfGhI/20261123T101530.123Z.tar.gz.enc";
  private static final String MOVED = "eu-west-1_AbCdEfGhI/20261123T101530.123Z.r2.tar.gz.enc";
  private static final int LARGE = 12 << 20;

  private final S3Endpoint endpoint = new S3Endpoint();
  private final S3Client client = endpoint.client();
  private final S3Storage storage =
      S3Storage.builder().client(client).bucket("backups").prefix("p").build();
  private final List<TransferResult> results = new ArrayList<>();
  private final TransferListener listener =
      new TransferListener() {
        @Override
        public void onArchive(TransferResult result) {
          results.add(result);
        }
      };

  @AfterEach
  void stop() {
    assertThat(endpoint.objects.uploads()).isZero();
    client.close();
    endpoint.close();
  }

  /** Wraps a data key by putting a byte in front of it. */
  private record Prefixing(byte prefix) implements Encryptor, DataKeyRewrapper {

    @Override
    public DataKey generateDataKey() {
      byte[] key = new byte[DataKey.LENGTH];
      new Random(prefix).nextBytes(key);
      return DataKey.of(key, wrap(key));
    }

    private byte[] wrap(byte[] key) {
      byte[] wrapped = new byte[1 + key.length];
      wrapped[0] = prefix;
      System.arraycopy(key, 0, wrapped, 1, key.length);
      return wrapped;
    }

    @Override
    public DataKey decryptDataKey(byte[] encryptedKey) {
      assertThat(encryptedKey[0]).isEqualTo(prefix);
      return DataKey.of(Arrays.copyOfRange(encryptedKey, 1, encryptedKey.length), encryptedKey);
    }

    @Override
    public RewrappedKey rewrap(byte[] encryptedKey) {
      byte[] key = Arrays.copyOfRange(encryptedKey, 1, encryptedKey.length);
      return encryptedKey[0] == prefix
          ? RewrappedKey.unchanged(encryptedKey, "key " + prefix)
          : RewrappedKey.moved(wrap(key), "key " + prefix);
    }
  }

  private static byte[] content(int size) {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return content;
  }

  private Storage sealed(int key) {
    return ArchiveRepository.builder()
        .storage(storage)
        .encryptor(new Prefixing((byte) key))
        .build()
        .objects();
  }

  private void seal(int size) throws IOException {
    try (ObjectWriter writer = sealed(1).create(KEY)) {
      writer.stream().write(content(size));
      writer.commit();
    }
  }

  private void assertMoved(int size) throws IOException {
    assertThat(storage.stat(KEY)).isEmpty();
    try (StoredObject opened = sealed(2).open(MOVED);
        InputStream in = opened.openStream()) {
      assertThat(Arrays.equals(in.readAllBytes(), content(size))).isTrue();
    }
  }

  private Outcome rewrap() {
    return Rewrap.of(storage, new Prefixing((byte) 2))
        .listener(listener)
        .run(Selection.all())
        .outcome();
  }

  @ParameterizedTest
  @CsvSource({"1000, 0, SHA-256", "12582912, 1, copied by the storage itself"})
  void rewrapLetsTheServiceCopyLargeBodies(int size, int copies, String proof) throws IOException {
    seal(size);
    new ReceiptWriter(storage)
        .write(
            new Receipt(
                ArchiveKey.parse(KEY).orElseThrow(),
                Outcome.COMPLETE,
                new Manifest.Counts(7, 0, Map.of()),
                storage.stat(KEY).orElseThrow().size(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(rewrap()).isEqualTo(Outcome.COMPLETE);

    assertThat(endpoint.count("UploadPartCopy")).isEqualTo(copies);
    assertThat(results)
        .singleElement()
        .extracting(TransferResult::detail)
        .asString()
        .contains(proof);
    assertMoved(size);
    Receipt moved =
        Receipts.of(storage)
            .find(ArchiveKey.parse(MOVED).orElseThrow(), storage.stat(MOVED).orElseThrow().size())
            .orElseThrow();
    assertThat(moved.counts().users()).isEqualTo(7);
    assertThat(moved.sha256().isEmpty()).as("nobody has read it").isEqualTo(copies > 0);
  }

  @Test
  void rewrapComparesDigestsWhereTheServiceRefusesToCopy() throws IOException {
    seal(LARGE);
    endpoint.faults.refuse("UploadPartCopy", Response.error(501, "NotImplemented"));

    assertThat(rewrap()).isEqualTo(Outcome.COMPLETE);

    assertThat(results)
        .singleElement()
        .extracting(TransferResult::detail)
        .asString()
        .contains("SHA-256");
    assertMoved(LARGE);
  }

  @Test
  void rewrapKeepsAllAndTellsWhereTheOldOneCannotBeRemoved() throws IOException {
    seal(LARGE);
    endpoint.faults.refuse("DeleteObject", Response.error(403, "AccessDenied"));
    assertThat(rewrap()).isEqualTo(Outcome.FAILED);
    assertThat(results)
        .singleElement()
        .extracting(TransferResult::detail)
        .asString()
        .contains("proven");
    assertThat(storage.stat(KEY)).isPresent();
    assertThat(storage.stat(MOVED)).isPresent();
  }

  @Test
  void copyIsDoneByTheServiceWhereItCan() throws IOException {
    seal(LARGE);
    S3Storage other = S3Storage.builder().client(client).bucket("backups").prefix("q").build();

    assertThat(Copy.between(storage, other).listener(listener).run(Selection.all()).outcome())
        .isEqualTo(Outcome.COMPLETE);

    assertThat(endpoint.count("UploadPartCopy")).isOne();
    assertThat(Arrays.equals(endpoint.objects.get("q/" + KEY), endpoint.objects.get("p/" + KEY)))
        .isTrue();
    assertThat(
            Copy.between(storage, other)
                .run(Selection.all())
                .count(TransferResult.Status.UNCHANGED))
        .isOne();
  }
}
