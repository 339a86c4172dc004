package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvelopeTest {

  private static final byte[] HELLO = "こんにちは".getBytes(StandardCharsets.UTF_8);

  private final MapEncryptor encryptor = new MapEncryptor();
  @TempDir private Path folder;

  @Test
  void callsTheKeyServiceOnceToSealAndOnceToOpen() throws Exception {
    byte[] sealed = seal(HELLO);
    assertThat(encryptor.calls()).isEqualTo(1);

    try (OpenedEnvelope opened = open(sealed)) {
      assertThat(opened.openStream()).hasBinaryContent(HELLO);
      assertThat(opened.openStream()).hasBinaryContent(HELLO);
    }
    assertThat(encryptor.calls()).isEqualTo(2);
  }

  @Test
  void doesNotAskTheKeyServiceForWhatCannotBeAnEnvelope() throws Exception {
    byte[] cut = Arrays.copyOf(seal(HELLO), 8 + 12 + 184 + 15);

    assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(() -> open(cut));
    assertThat(encryptor.calls()).isEqualTo(1);
  }

  @Test
  void sealsEachMessageUnderAnotherKeyAndVector() throws Exception {
    EncryptedData one = EncryptedData.parse(seal(HELLO));
    EncryptedData other = EncryptedData.parse(seal(HELLO));

    assertThat(one.iv()).isNotEqualTo(other.iv());
    assertThat(one.encryptedDataKey()).isNotEqualTo(other.encryptedDataKey());
  }

  @Test
  void readsBytesOneByOneAndSkipsThem() throws Exception {
    byte[] plain = random(2 * LongGcm.SEGMENT + 5);
    try (OpenedEnvelope opened = open(seal(plain));
        InputStream in = opened.openStream()) {
      assertThat(in.read()).isEqualTo(plain[0] & 0xff);
      in.skipNBytes(LongGcm.SEGMENT);
      assertThat(in.read()).isEqualTo(plain[LongGcm.SEGMENT + 1] & 0xff);
      assertThat(in.readAllBytes()).hasSize(LongGcm.SEGMENT + 3);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void aStreamClosedWithoutFinishLeavesNothingThatOpens() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = Envelope.seal(encryptor, sink)) {
      sealing.write(random(LongGcm.SEGMENT + 100));
    }

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> open(sink.toByteArray()));
  }

  @Test
  void takesNothingAfterItsEnd() throws Exception {
    SealingOutputStream finished = Envelope.seal(encryptor, OutputStream.nullOutputStream());
    finished.finish();
    finished.finish();
    finished.close();
    assertThatIOException().isThrownBy(() -> finished.write(1)).withMessageContaining("finished");

    SealingOutputStream closed = Envelope.seal(encryptor, OutputStream.nullOutputStream());
    closed.close();
    assertThatIOException().isThrownBy(() -> closed.write(1)).withMessageContaining("abandoned");
    assertThatIOException().isThrownBy(closed::finish);
  }

  @Test
  void doesNotFinishAfterTheSinkLostSomething() throws Exception {
    FailingSink sink = new FailingSink();
    SealingOutputStream sealing = Envelope.seal(encryptor, sink);
    sink.failing = true;
    assertThatIOException().isThrownBy(() -> sealing.write(random(LongGcm.SEGMENT)));
    sink.failing = false;

    assertThatIOException().isThrownBy(sealing::finish);
  }

  @Test
  void refusesToSealBeyondTheLimitAndWritesNothingOfIt() throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (DataKey key = encryptor.generateDataKey()) {
      EnvelopeHeader header = new EnvelopeHeader(new byte[12], key.encryptedKey());
      try (SealingOutputStream sealing =
          new SealingOutputStream(key.takeForSealing(), header, sink, 100)) {
        sealing.write(new byte[99]);
        assertThatIOException()
            .isThrownBy(() -> sealing.write(new byte[2]))
            .withMessageContaining("at most 100 bytes");
        sealing.write(7);
        assertThatIOException().isThrownBy(() -> sealing.write(7));
        sealing.finish();
      }
    }

    try (OpenedEnvelope opened = open(sink.toByteArray())) {
      assertThat(opened.length()).isEqualTo(100);
    }
  }

  @Test
  void theLimitIsThatOfGcm() {
    assertThat(Envelope.MAX_PLAINTEXT_LENGTH).isEqualTo(64L * 1024 * 1024 * 1024 - 32);
  }

  @Test
  void refusesAFileThatIsLongerThanAnyEnvelopeWithoutReadingIt() throws Exception {
    Path sealed = folder.resolve("sealed");
    Files.write(sealed, seal(HELLO));
    try (RandomAccessFile file = new RandomAccessFile(sealed.toFile(), "rw")) {
      file.setLength(Envelope.MAX_SEALED_LENGTH + 1);
    }

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> Envelope.open(encryptor, sealed, folder.resolve("plain")))
        .withMessageContaining("longer");
  }

  @Test
  void refusesAnEndlessSourceOnceItIsTooLong() throws Exception {
    byte[] sealed = seal(random(3 * LongGcm.SEGMENT));
    try (SealedReader reader = new SealedReader(new ByteArrayInputStream(sealed));
        DataKey key = encryptor.decryptDataKey(reader.header().encryptedKey())) {
      assertThatExceptionOfType(ArchiveCorruptException.class)
          .isThrownBy(() -> Verification.of(reader, key.copy(), 2 * LongGcm.SEGMENT))
          .withMessageContaining("longer");
    }
  }

  @Test
  void releasesNothingOfAChunkThatChangedAfterTheFirstPass() throws Exception {
    byte[] plain = random(3 * LongGcm.SEGMENT);
    byte[] sealed = seal(plain);
    try (OpenedEnvelope opened = open(sealed)) {
      sealed[204 + LongGcm.SEGMENT + 1000] ^= 1;
      InputStream in = opened.openStream();

      assertThat(in.readNBytes(LongGcm.SEGMENT)).isEqualTo(Arrays.copyOf(plain, LongGcm.SEGMENT));
      assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(in::read);
      assertThatIOException().isThrownBy(in::read).withMessageContaining("failed earlier");
    }
  }

  @Test
  void noticesEveryKindOfChangeAfterTheFirstPass() throws Exception {
    byte[] sealed = seal(random(LongGcm.SEGMENT + 50));
    byte[] otherIv = sealed.clone();
    otherIv[9] ^= 1;
    byte[] otherTag = sealed.clone();
    otherTag[sealed.length - 1] ^= 1;
    byte[][] changed = {
      otherIv,
      otherTag,
      Arrays.copyOf(sealed, sealed.length - 1),
      Arrays.copyOf(sealed, sealed.length + 1),
      Arrays.copyOf(sealed, sealed.length + 2 * LongGcm.SEGMENT),
      Arrays.copyOf(sealed, 300),
      seal(random(LongGcm.SEGMENT + 50)),
      new byte[0],
    };
    for (byte[] second : changed) {
      byte[][] now = {sealed};
      try (OpenedEnvelope opened =
          Envelope.open(encryptor, () -> new ByteArrayInputStream(now[0]))) {
        now[0] = second;
        assertThatExceptionOfType(ArchiveCorruptException.class)
            .isThrownBy(() -> opened.openStream().readAllBytes());
      }
    }
  }

  @Test
  void noticesAChangeAfterTheFirstPassOfAnEmptyMessage() throws Exception {
    byte[] sealed = seal(new byte[0]);
    try (OpenedEnvelope opened = open(sealed)) {
      sealed[sealed.length - 1] ^= 1;

      assertThatExceptionOfType(ArchiveCorruptException.class)
          .isThrownBy(() -> opened.openStream().read());
    }
  }

  @Test
  void givesNoStreamAndNoFurtherChunkOnceClosed() throws Exception {
    OpenedEnvelope opened = open(seal(random(2 * LongGcm.SEGMENT)));
    InputStream in = opened.openStream();
    assertThat(in.read()).isNotEqualTo(-1);
    opened.close();
    opened.close();

    assertThatIOException().isThrownBy(opened::openStream).withMessageContaining("closed");
    assertThatIOException().isThrownBy(in::readAllBytes).withMessageContaining("closed");
  }

  @Test
  void closesWhatItOpened() throws Exception {
    byte[] sealed = seal(HELLO);
    int[] open = {0};
    ReopenableSource counting =
        () -> {
          open[0]++;
          return new ByteArrayInputStream(sealed) {
            @Override
            public void close() {
              open[0]--;
            }
          };
        };
    try (OpenedEnvelope opened = Envelope.open(encryptor, counting);
        InputStream in = opened.openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(HELLO);
      assertThat(open[0]).isEqualTo(1);
    }
    sealed[8] ^= 1;
    assertThatThrownBy(() -> Envelope.open(encryptor, counting));

    assertThat(open[0]).isZero();
  }

  @Test
  void stopsWhenInterrupted() throws Exception {
    byte[] sealed = seal(HELLO);
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> open(sealed));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void leavesAWrongKeyToTheKeyService() throws Exception {
    byte[] sealed = seal(HELLO);

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(
            () -> Envelope.open(new MapEncryptor(), () -> new ByteArrayInputStream(sealed)));
  }

  @Test
  void sealsAndOpensFilesThatOnlyTheirOwnerMayRead() throws Exception {
    byte[] plain = random(LongGcm.SEGMENT + 1);
    Path in = Files.write(folder.resolve("in"), plain);
    Path sealed = folder.resolve("sealed");
    Path out = folder.resolve("out");

    Envelope.seal(encryptor, in, sealed);
    Envelope.open(encryptor, sealed, out);

    assertThat(out).hasBinaryContent(plain);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(out)))
        .isEqualTo("rw-------");
    assertThat(names()).containsExactly("in", "out", "sealed");
  }

  @Test
  void overwritesNoFile() throws Exception {
    Path in = Files.write(folder.resolve("in"), HELLO);
    Path sealed = folder.resolve("sealed");
    Envelope.seal(encryptor, in, sealed);
    byte[] before = Files.readAllBytes(sealed);

    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> Envelope.seal(encryptor, in, sealed));
    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> Envelope.open(encryptor, sealed, in));
    assertThat(sealed).hasBinaryContent(before);
    assertThat(in).hasBinaryContent(HELLO);
    assertThat(names()).containsExactly("in", "sealed");
  }

  @Test
  void leavesNoFileBehindWhenItFails() throws Exception {
    byte[] bytes = seal(HELLO);
    bytes[bytes.length - 1] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged"), bytes);

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> Envelope.open(encryptor, damaged, folder.resolve("out")));
    assertThatIOException()
        .isThrownBy(() -> Envelope.seal(encryptor, folder, folder.resolve("sealed")));
    assertThat(names()).containsExactly("damaged");
  }

  @Test
  void sealsInMemoryWithAKeyThatSealsOnce() throws Exception {
    try (DataKey key = encryptor.generateDataKey()) {
      EncryptedData sealed = encryptor.encryptWithDataKey(HELLO, key);

      assertThat(encryptor.decrypt(sealed)).isEqualTo(HELLO);
      assertThat(sealed.encryptedDataKey()).isEqualTo(key.encryptedKey());
      assertThat(open(sealed.toBytes()).openStream()).hasBinaryContent(HELLO);
      assertThat(
              EncryptedData.of(sealed.encryptedDataKey(), sealed.encryptedContent(), sealed.iv())
                  .toBytes())
          .isEqualTo(sealed.toBytes());
      assertThatIllegalStateException()
          .isThrownBy(() -> encryptor.encryptWithDataKey(HELLO, key))
          .withMessageContaining("fresh");
    }
  }

  @Test
  void refusesImpossibleParts() {
    assertThatIllegalArgumentException().isThrownBy(() -> DataKey.of(new byte[16], new byte[1]));
    assertThatIllegalArgumentException().isThrownBy(() -> DataKey.of(new byte[32], new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> DataKey.of(new byte[32], new byte[6145]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedData.of(new byte[0], new byte[16], new byte[12]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedData.of(new byte[1], new byte[15], new byte[12]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedData.of(new byte[1], new byte[16], new byte[13]));
  }

  @Test
  void aKeyTellsNothingAndIsGoneOnceClosed() {
    byte[] plaintext = random(32);
    DataKey key = DataKey.of(plaintext, new byte[] {1, 2, 3});
    AesKey taken = key.copy();

    assertThat(key.toString()).isEqualTo("DataKey");
    assertThat(taken.toString()).isEqualTo("AesKey");
    assertThat(key).isNotEqualTo(DataKey.of(plaintext, new byte[] {1, 2, 3}));
    assertThat(taken.getEncoded()).isEqualTo(plaintext);
    taken.close();
    key.close();
    assertThatIllegalStateException().isThrownBy(key::copy);
    assertThatIllegalStateException().isThrownBy(key::takeForSealing);
    assertThatIllegalStateException().isThrownBy(taken::getEncoded);
    for (Object secret : new Object[] {key, taken}) {
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(
              () -> new ObjectOutputStream(OutputStream.nullOutputStream()).writeObject(secret));
    }
  }

  @Test
  void tellsSealedFilesByTheirFirstBytes() throws Exception {
    byte[] sealed = seal(HELLO);

    assertThat(Envelope.looksSealed(Arrays.copyOf(sealed, 8))).isTrue();
    assertThat(Envelope.looksSealed(Arrays.copyOf(sealed, 7))).isFalse();
    assertThat(Envelope.looksSealed(new byte[8])).isFalse();
  }

  private byte[] seal(byte[] plain) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = Envelope.seal(encryptor, sink)) {
      sealing.write(plain);
      sealing.finish();
    }
    return sink.toByteArray();
  }

  private OpenedEnvelope open(byte[] sealed) throws IOException {
    return Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static final class FailingSink extends OutputStream {
    private boolean failing;

    @Override
    public void write(int b) throws IOException {
      if (failing) {
        throw new IOException("no room");
      }
    }
  }
}
