package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveExistsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Sealing into files and opening from them. */
class EnvelopeFilesTest extends EnvelopeScene {

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
  void tellsSealedFilesByTheirFirstBytes() throws Exception {
    byte[] sealed = seal(HELLO);

    assertThat(Envelope.looksSealed(Arrays.copyOf(sealed, 8))).isTrue();
    assertThat(Envelope.looksSealed(Arrays.copyOf(sealed, 7))).isFalse();
    assertThat(Envelope.looksSealed(new byte[8])).isFalse();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
