package io.github.cognitobackup.internal.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.CraftedArchive;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayInputStream;
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
    return GzipInputTest.gzip(tar.toByteArray());
  }

  private static final byte[] END = new byte[1024];

  private static GzipInput gzip(byte[] file) {
    return GzipInput.open(() -> new ByteArrayInputStream(file), 1 << 20, 200);
  }

  private static TarInput open(byte[] file) {
    return TarInput.ofOwn(gzip(file), 100);
  }

  private static String text(TarInput tar, TarArchiveEntry entry) {
    byte[] content = new byte[(int) entry.getSize()];
    tar.read(content, content.length);
    return new String(content, UTF_8);
  }

  private static void refuses(byte[] file, String reason) {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(
            () -> {
              try (TarInput tar = open(file)) {
                for (TarArchiveEntry each = tar.begin(); each != null; each = tar.begin()) {
                  assertThat(text(tar, each)).isNotNull();
                }
              }
            })
        .withMessageContaining(reason);
  }

  @Test
  void givesNameAndContentOfEach() {
    try (TarInput tar = open(file(entry("a", "one"), entry("b", ""), entry("c", "three"), END))) {
      TarArchiveEntry first = tar.begin();
      assertThat(first.getName()).isEqualTo("a");
      assertThat(text(tar, first)).isEqualTo("one");
      assertThat(tar.begin().getSize()).isZero();
      assertThat(text(tar, tar.begin())).isEqualTo("three");
      assertThat(tar.begin()).isNull();
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
  void refusesMoreEntriesThanTheLimit() {
    byte[] two = file(entry("a", "one"), entry("b", ""), END);
    try (TarInput tar = TarInput.ofOwn(gzip(two), 1)) {
      assertThat(text(tar, tar.begin())).isEqualTo("one");
      assertThatExceptionOfType(ArchiveCorruptException.class)
          .isThrownBy(tar::begin)
          .withMessageContaining("more than 1 entries");
    }
  }

  @Test
  void takesTheFoldersOfOthersAndNotOfItsOwn() throws IOException {
    byte[] folder = file(entry("folder/", ""), entry("folder/a", "one"), END);

    refuses(folder, "is not a regular file");
    try (TarInput tar = TarInput.ofOthers(gzip(folder), 100)) {
      TarArchiveEntry first = tar.begin();
      assertThat(first.isDirectory()).isTrue();
      assertThat(tar.begin().getName()).isEqualTo("folder/a");
      assertThat(new String(tar.content().readAllBytes(), UTF_8)).isEqualTo("one");
      assertThat(tar.begin()).isNull();
    }
  }
}
