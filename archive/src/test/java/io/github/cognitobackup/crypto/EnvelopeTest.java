package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class EnvelopeTest extends EnvelopeScene {

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
  void leavesAWrongKeyToTheKeyService() throws Exception {
    byte[] sealed = seal(HELLO);

    assertThatExceptionOfType(KeyUnavailableException.class)
        .isThrownBy(
            () -> Envelope.open(new MapEncryptor(), () -> new ByteArrayInputStream(sealed)));
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
