package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A file that changes or fails while it is read is told from one that is broken. */
class ForeignSourceTest extends ForeignFileScene {

  @Test
  void aFileThatChangesAfterItWasCheckedIsNotReleased() {
    byte[] bytes = ForeignBackups.sample("with-groups.json");
    byte[] other = new String(bytes, UTF_8).replace("bert", "eve!").getBytes(UTF_8);
    AtomicInteger opened = new AtomicInteger();
    // recognised, looked at for groups, read whole; then another file lies there
    ReopenableSource source =
        () -> new ByteArrayInputStream(opened.getAndIncrement() < 3 ? bytes : other);
    ForeignBackupReader reader =
        ForeignBackupReader.open(source, ReadLimits.defaults(), POOL + ".json");

    assertThat(opened).hasValue(3);
    assertThatThrownBy(() -> ForeignBackups.users(reader))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("no longer what it was");
  }

  @Test
  void chunksAreComparedOneByOne() throws IOException {
    byte[] bytes = new byte[PinnedSource.CHUNK * 2 + 17];
    new java.util.Random(1).nextBytes(bytes);
    byte[][] now = {bytes};
    PinnedSource.FirstReading first =
        new PinnedSource.FirstReading(() -> new ByteArrayInputStream(now[0]));
    try (InputStream in = first.openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(bytes);
    }
    PinnedSource pinned = first.pinned();

    assertThat(pinned.openStream().readAllBytes()).isEqualTo(bytes);
    for (int damaged : new int[] {0, PinnedSource.CHUNK, bytes.length - 1}) {
      now[0] = bytes.clone();
      now[0][damaged] ^= 1;
      InputStream in = pinned.openStream();
      int sound = damaged / PinnedSource.CHUNK * PinnedSource.CHUNK;
      assertThat(in.readNBytes(sound)).isEqualTo(Arrays.copyOf(bytes, sound));
      assertThatThrownBy(in::read).isInstanceOf(ArchiveCorruptException.class);
    }
    for (int length : new int[] {bytes.length - 1, bytes.length + 1, PinnedSource.CHUNK * 2}) {
      now[0] = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> pinned.openStream().readAllBytes())
          .isInstanceOf(ArchiveCorruptException.class);
    }
  }

  @Test
  void aSourceThatFailsIsNoDamage() {
    byte[] bytes = ForeignBackups.sample("with-groups.json");
    ReopenableSource failing =
        () ->
            new InputStream() {
              private int at;

              @Override
              public int read() throws IOException {
                if (at == 700) {
                  throw new IOException("line down");
                }
                return bytes[at++];
              }
            };

    assertThatThrownBy(() -> ForeignBackupReader.open(failing, ReadLimits.defaults(), "x.json"))
        .isInstanceOf(StorageUnavailableException.class);
  }
}
