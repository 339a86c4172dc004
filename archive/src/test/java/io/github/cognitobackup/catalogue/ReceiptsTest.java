package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.ForwardingStorage;
import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptsTest {

  private static final ArchiveKey KEY = Samples.key("2026-03-04T05:06:07.089Z");
  private static final byte[] CONTENT = Samples.content(KEY);
  private static final Receipt RECEIPT = Samples.receipt(KEY, CONTENT);

  private final InMemoryStorage storage = new InMemoryStorage();
  private final Receipts receipts = Receipts.of(storage);
  private final ReceiptWriter writer = new ReceiptWriter(storage);

  @AfterEach
  void nothingStaysOpen() {
    storage.checkNothingOpen();
  }

  private Optional<Receipt> find() {
    return receipts.find(KEY, CONTENT.length);
  }

  private String text() throws Exception {
    try (StoredObject object = storage.open(KEY + ".json");
        InputStream stream = object.openStream()) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void putText(String text) {
    Samples.put(storage, KEY + ".json", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void isWrittenAsTheFormatSays() throws Exception {
    writer.write(
        RECEIPT
            .withShrinkWarning(
                Optional.of(new ShrinkWarning(Samples.key("2026-03-03T05:06:07.089Z"), 2000)))
            .verifiedAt(Instant.parse("2026-03-05T00:00:00Z")));

    assertThat(text())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                """
                {
                  "formatVersion" : "1.0",
                  "key" : "eu-west-1_AbCdEfGhI/20260304T050607.089Z.tar.gz.enc",
                  "userPoolId" : "eu-west-1_AbCdEfGhI",
                  "created" : "2026-03-04T05:06:07.089Z",
                  "outcome" : "COMPLETE",
                  "counts" : {
                    "users" : 100,
                    "memberships" : 7,
                    "resources" : {
                      "clients" : 2,
                      "user-pool" : 1
                    }
                  },
                  "size" : %d,
                  "sha256" : "%s",
                  "sealed" : true,
                  "wrappingKey" : "arn:aws:kms:eu-west-1:111122223333:key/1",
                  "suspicious" : {
                    "previousKey" : "eu-west-1_AbCdEfGhI/20260303T050607.089Z.tar.gz.enc",
                    "previousUsers" : 2000
                  },
                  "verified" : "2026-03-05T00:00:00Z"
                }
                """,
                CONTENT.length,
                Samples.sha256(CONTENT)));
  }

  @Property(tries = 200)
  void isReadAsItWasWritten(
      @ForAll @LongRange(min = 0) long users,
      @ForAll @LongRange(min = 0) long size,
      @ForAll boolean partial,
      @ForAll boolean sealed,
      @ForAll @Size(max = 5)
          Map<@LongRange(min = 0, max = 99) Long, @LongRange(min = 0) Long> resources,
      @ForAll Optional<@LongRange(min = 0, max = 4_000_000_000L) Long> verified) {
    ArchiveKey key = sealed ? KEY : new ArchiveKey(Samples.POOL, KEY.created(), 3, false);
    Map<String, Long> byKind = new java.util.TreeMap<>();
    resources.forEach((kind, count) -> byKind.put("kind-" + kind, count));
    Receipt receipt =
        new Receipt(
            key,
            partial ? Outcome.PARTIAL : Outcome.COMPLETE,
            new Manifest.Counts(users, users / 2, byKind),
            size,
            partial && verified.isEmpty()
                ? Optional.empty()
                : Optional.of("0123456789abcdef".repeat(4)),
            sealed ? Optional.of("alias/x") : Optional.empty(),
            partial ? Optional.of(new ShrinkWarning(key, users)) : Optional.empty(),
            verified.map(Instant::ofEpochSecond));
    InMemoryStorage memory = new InMemoryStorage();
    new ReceiptWriter(memory).write(receipt);

    assertThat(Receipts.of(memory).find(key, size)).contains(receipt);
  }

  @Test
  void isOfOneArchiveAndOneSizeAlone() {
    writer.write(RECEIPT);

    assertThat(find()).contains(RECEIPT);
    assertThat(receipts.find(KEY, CONTENT.length + 1L)).isEmpty();
    assertThat(receipts.find(KEY.nextRevision(), CONTENT.length)).isEmpty();
  }

  @Test
  void thatWasCopiedBesideAnotherArchiveIsNone() throws Exception {
    writer.write(RECEIPT);
    ArchiveKey other = Samples.key("2026-03-09T00:00:00Z");
    Samples.put(storage, other + ".json", text().getBytes(StandardCharsets.UTF_8));

    assertThat(receipts.find(other, CONTENT.length)).isEmpty();
  }

  @Test
  void mayHaveMembersOfALaterVersion() throws Exception {
    writer.write(RECEIPT);
    String later =
        text()
            .replace("1.0", "1.7")
            .replace("\"counts\" : {", "\"new\" : [ {} ], \"counts\" : { \"other\" : true,");
    writer.delete(KEY);
    putText(later);

    assertThat(find()).isPresent();
    assertThat(find().orElseThrow().counts().users()).isEqualTo(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1.0\" | \"2.0\"",
        "\"1.0\" | 1",
        "COMPLETE | DONE",
        "100 | -1",
        "100 | 1.5",
        "100 | 99999999999999999999",
        "100 | \"100\"",
        "\"sha256\" : \" | \"sha256\" : \"x",
        "\"clients\" | \"cli\\u001bents\"",
        "arn:aws | \\u001b[2Jarn:aws",
        "\"key\" : \"eu | \"key\" : \"../eu",
        "{ | [",
        "} | }}",
        "\"users\" | \"user\"",
        "\"size\" : | \"size\" : 1, \"size\" :",
      })
  void thatIsMalformedIsNone(String from, String to) throws Exception {
    writer.write(RECEIPT);
    String malformed = text().replace(from, to);
    assertThat(malformed).isNotEqualTo(text());
    writer.delete(KEY);
    putText(malformed);

    assertThat(find()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "null", "[]", "\"x\"", "{}", "\0", "{\"formatVersion\":\"1.0\"}"})
  void thatIsSomethingElseIsNone(String text) {
    putText(text);

    assertThat(find()).isEmpty();
  }

  @Test
  void thatIsHugeOrDeepIsNone() throws Exception {
    writer.write(RECEIPT);
    String padded = text() + " ".repeat(1 << 16);
    writer.delete(KEY);
    putText(padded);
    assertThat(find()).isEmpty();

    writer.delete(KEY);
    putText("[".repeat(60_000));
    assertThat(find()).isEmpty();
  }

  @Property(tries = 500)
  void ofAnyBytesDoesNoHarm(@ForAll byte[] bytes) {
    assertThat(ReceiptDocument.read(bytes)).isEmpty();
  }

  @Test
  void isNeverOverwritten() {
    writer.write(RECEIPT);

    assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(() -> writer.write(RECEIPT));
    Receipt verified = RECEIPT.verifiedAt(Instant.EPOCH);
    writer.replace(verified);
    assertThat(find()).contains(verified);
  }

  @Test
  void ofAnotherRevisionIsNotYetVerified() {
    Receipt moved =
        RECEIPT
            .verifiedAt(Instant.EPOCH)
            .forRevision(KEY.nextRevision(), 5, Optional.of("a".repeat(64)), Optional.of("other"));

    assertThat(moved.verified()).isEmpty();
    assertThat(moved.counts()).isEqualTo(RECEIPT.counts());
    assertThat(moved.key()).isEqualTo(KEY.nextRevision());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                RECEIPT.forRevision(
                    Samples.key("2020-01-01T00:00:00Z"), 5, Optional.empty(), Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thatMayNotBeReadIsNoneAndAnOutageIsTold(boolean outage) {
    writer.write(RECEIPT);
    Receipts failing =
        Receipts.of(
            new ForwardingStorage(storage) {
              @Override
              public StoredObject open(String key) {
                throw new StorageUnavailableException(outage, "no", null);
              }
            });

    if (outage) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> failing.find(KEY, CONTENT.length));
    } else {
      assertThat(failing.find(KEY, CONTENT.length)).isEmpty();
    }
  }

  @Test
  void thatWasVerifiedWithoutADigestIsNone() throws Exception {
    writer.write(RECEIPT.verifiedAt(Instant.EPOCH));
    String without = text().replaceFirst(" *\"sha256\".*\n", "");
    assertThat(without).isNotEqualTo(text());
    writer.delete(KEY);
    putText(without);
    assertThat(find()).isEmpty();

    writer.delete(KEY);
    putText(without.replaceFirst(",\n *\"verified\".*\n", "\n"));
    assertThat(find().orElseThrow().sha256()).isEmpty();
  }

  @Test
  void refusesWhatIsNoReceipt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Receipt.of(KEY, manifest(), -1, "a".repeat(64), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Receipt.of(KEY, manifest(), 1, "A".repeat(64), Optional.empty()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Receipt.of(KEY, manifest(), 1, "a".repeat(64), Optional.of("\n")));
  }

  private static Manifest manifest() {
    return new Manifest(
        Instant.EPOCH,
        Outcome.COMPLETE,
        RECEIPT.counts(),
        java.util.List.of(),
        java.util.List.of(),
        java.util.List.of());
  }
}
