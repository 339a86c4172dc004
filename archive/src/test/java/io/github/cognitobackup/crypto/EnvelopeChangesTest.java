package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Nothing is released of an envelope that changed after its first pass. */
class EnvelopeChangesTest extends EnvelopeScene {

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
}
