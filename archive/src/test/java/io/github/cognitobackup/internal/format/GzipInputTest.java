package io.github.cognitobackup.internal.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A gzip file to its very end, within the limits. */
class GzipInputTest {

  private static final long MANY = 1 << 30;
  private static final byte[] CONTENT = "content".repeat(1000).getBytes(UTF_8);
  private static final byte[] FILE = gzip(CONTENT);

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] read(byte[] file, long maxBytes) throws IOException {
    try (GzipInput in = GzipInput.open(() -> new ByteArrayInputStream(file), maxBytes, 200)) {
      return in.readAllBytes();
    }
  }

  private static void refuses(byte[] file, String reason) {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> read(file, MANY))
        .withMessageContaining(reason);
  }

  private static byte[] with(byte[] more) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(FILE);
    all.writeBytes(more);
    return all.toByteArray();
  }

  @Test
  void readsOneMemberAfterTheOther() throws IOException {
    assertThat(read(FILE, MANY)).isEqualTo(CONTENT);
    assertThat(read(with(FILE), MANY)).hasSize(2 * CONTENT.length);
  }

  @Test
  void refusesWhatIsCutOrFollowedBySomething() {
    refuses(new byte[0], "is");
    refuses("plain text".getBytes(UTF_8), "is no gzip file");
    refuses(Arrays.copyOf(FILE, FILE.length / 2), "is cut short");
    refuses(Arrays.copyOf(FILE, FILE.length - 1), "is cut short");
    refuses(with(new byte[] {1, 2, 3}), "after its end");
  }

  @Test
  void refusesADamagedByte() {
    byte[] damaged = FILE.clone();
    damaged[FILE.length - 6] ^= 1; // of the checksum
    refuses(damaged, "is damaged");
  }

  @Test
  void refusesMoreThanTheLimit() {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> read(FILE, CONTENT.length - 1))
        .withMessageContaining("expands to more than");
  }

  @Test
  void refusesAnythingButZerosWhereZerosAreExpected() throws IOException {
    try (GzipInput in =
        GzipInput.open(() -> new ByteArrayInputStream(gzip(new byte[10])), MANY, 200)) {
      in.expectZeros(true);
      assertThat(in.readAllBytes()).hasSize(10);
    }
    try (GzipInput in = GzipInput.open(() -> new ByteArrayInputStream(FILE), MANY, 200)) {
      in.expectZeros(true);
      assertThatExceptionOfType(ArchiveCorruptException.class).isThrownBy(in::readAllBytes);
    }
  }

  @Test
  void tellsAFaultOfTheSourceFromDamage() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the network is gone");
          }
        };
    assertThatExceptionOfType(StorageUnavailableException.class)
        .isThrownBy(() -> GzipInput.open(() -> broken, MANY, 200))
        .matches(StorageUnavailableException::retryable);
  }
}
