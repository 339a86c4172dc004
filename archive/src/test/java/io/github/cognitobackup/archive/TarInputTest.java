package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;

/** The entries of a tar.gz, one after the other. */
class TarInputTest {

  private static byte[] entry(String name, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(CraftedArchive.tarHeader(name, bytes.length));
    out.writeBytes(Arrays.copyOf(bytes, (bytes.length + 511) / 512 * 512));
    return out.toByteArray();
  }

  private static byte[] file(byte[]... parts) {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      tar.writeBytes(part);
    }
    return Archives.gzip(tar.toByteArray());
  }

  private static final byte[] END = new byte[1024];

  private static TarInput open(byte[] file) {
    return TarInput.open(Archives.source(file), ReadLimits.defaults());
  }

  private static void refuses(byte[] file, String reason) {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(
            () -> {
              try (TarInput tar = open(file)) {
                while (tar.next() != null) {
                  // to the end
                }
              }
            })
        .withMessageContaining(reason);
  }

  @Test
  void givesNameAndContentOfEach() {
    try (TarInput tar = open(file(entry("a", "one"), entry("b", ""), entry("c", "three"), END))) {
      TarEntry first = tar.next();
      assertThat(first.name()).isEqualTo("a");
      assertThat(new String(first.copy(), UTF_8)).isEqualTo("one");
      assertThat(tar.next().size()).isZero();
      assertThat(new String(tar.next().copy(), UTF_8)).isEqualTo("three");
      assertThat(tar.next()).isNull();
    }
  }

  @Test
  void refusesAFileWithoutItsEnd() {
    refuses(file(entry("a", "one")), "is cut short after a");
    refuses(file(entry("a", "one"), new byte[512]), "");
    refuses(file(Arrays.copyOf(entry("a", "one"), 514)), "is cut short after a");
  }

  @Test
  void refusesWhatFollowsTheEndOrFillsABlock() {
    byte[] more = new byte[512];
    more[7] = 1;
    refuses(file(entry("a", "one"), END, more), "after its end");
    byte[] filled = entry("a", "one");
    filled[filled.length - 1] = 1;
    refuses(file(filled, END), "after its end or that of an entry");
  }

  @Test
  void refusesADamagedHeader() {
    byte[] damaged = entry("a", "one");
    damaged[0] = 'b';
    refuses(file(damaged, END), "damaged tar header");
  }

  @Test
  void refusesMoreThanTheLimits() {
    ReadLimits limits = ReadLimits.defaults().withMaxEntries(1).withMaxEntryBytes(3);
    byte[] two = file(entry("a", "one"), entry("b", ""), END);
    try (TarInput tar = TarInput.open(Archives.source(two), limits)) {
      assertThat(tar.next()).isNotNull();
      assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(tar::next);
    }
    byte[] large = file(entry("a", "four"), END);
    try (TarInput tar = TarInput.open(Archives.source(large), limits)) {
      assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(tar::next);
    }
  }

  @Test
  void takesTheFoldersOfOthersAndNotOfItsOwn() throws IOException {
    byte[] folder = file(entry("folder/", ""), entry("folder/a", "one"), END);

    refuses(folder, "is not a regular file");
    try (TarInput tar = TarInput.openOfOthers(Archives.source(folder), ReadLimits.defaults())) {
      TarArchiveEntry first = tar.begin();
      assertThat(first.isDirectory()).isTrue();
      assertThat(tar.begin().getName()).isEqualTo("folder/a");
      assertThat(new String(tar.content().readAllBytes(), UTF_8)).isEqualTo("one");
      assertThat(tar.begin()).isNull();
    }
  }
}
