package io.github.cognitobackup.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The second reading gives what the first one had, or nothing. */
class PinnedSourceTest {

  private final byte[] bytes = new byte[2 * PinnedSource.CHUNK + 1000];
  private final AtomicReference<byte[]> lying = new AtomicReference<>(bytes);

  PinnedSourceTest() {
    new Random(1).nextBytes(bytes);
  }

  private PinnedSource pinned() throws IOException {
    PinnedSource.FirstReading first =
        new PinnedSource.FirstReading(() -> new ByteArrayInputStream(lying.get()));
    try (InputStream in = first.openStream()) {
      assertThat(Arrays.equals(in.readAllBytes(), bytes)).isTrue();
    }
    return first.pinned();
  }

  @Test
  void givesTheSameBytesAgain() throws IOException {
    PinnedSource pinned = pinned();
    for (int time = 0; time < 2; time++) {
      try (InputStream in = pinned.openStream()) {
        assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
        assertThat(in.readAllBytes()).hasSize(bytes.length - 1);
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void givesNoByteOfAChunkThatChanged() throws IOException {
    PinnedSource pinned = pinned();
    byte[] changed = bytes.clone();
    changed[2 * PinnedSource.CHUNK - 1] ^= 1;
    lying.set(changed);
    try (InputStream in = pinned.openStream()) {
      assertThat(in.readNBytes(PinnedSource.CHUNK)).hasSize(PinnedSource.CHUNK);
      assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(in::read);
    }
  }

  @Test
  void noticesWhatIsMissingAndWhatIsMore() throws IOException {
    PinnedSource pinned = pinned();
    for (int length :
        new int[] {0, PinnedSource.CHUNK, bytes.length - 1, bytes.length + 1, 3 << 20}) {
      lying.set(Arrays.copyOf(bytes, length));
      try (InputStream in = pinned.openStream()) {
        assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(in::readAllBytes);
      }
    }
  }

  @Test
  void theFirstReadingIsOne() throws IOException {
    PinnedSource.FirstReading first =
        new PinnedSource.FirstReading(() -> new ByteArrayInputStream(bytes));
    try (InputStream in = first.openStream()) {
      assertThat(in.read()).isEqualTo(bytes[0] & 0xff);
    }
    assertThatIllegalStateException().isThrownBy(first::openStream);
  }
}
