package io.github.cognitobackup.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.error.ArchiveUnwritableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelfCheckTest {

  private static final String POOL = "eu-west-1_AbCdEfGhI";
  private static final Instant START = Instant.parse("2026-11-23T10:15:30.123Z");

  private final ByteArrayOutputStream sink = new ByteArrayOutputStream();
  private final SelfCheck check = check(POOL);

  private SelfCheck check(String pool) {
    return new SelfCheck(new ArchiveKey(pool, START, 1, true), sink, ReadLimits.defaults());
  }

  @AfterEach
  void close() {
    check.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("cognito-backup-self-check");
  }

  private static byte[] archive(int users) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = ArchiveWriter.to(out, ArchiveHeader.of(POOL, START))) {
      for (int i = 0; i < users; i++) {
        writer.user(JsonNodeFactory.instance.objectNode().put("Username", "user-" + i));
      }
      writer.finish();
    }
    return out.toByteArray();
  }

  private static Manifest manifest(byte[] archive) {
    return ArchiveReader.open(() -> new ByteArrayInputStream(archive), ReadLimits.defaults())
        .manifest();
  }

  @Test
  void passesEachByteOnAndFindsTheArchiveSound() throws IOException {
    byte[] archive = archive(1000);
    check.stream().write(archive[0]);
    check.stream().write(archive, 1, archive.length - 1);
    check.finish(manifest(archive));

    assertThat(sink.toByteArray()).isEqualTo(archive);
  }

  @Test
  void refusesAnArchiveThatSaysSomethingElseThanItsWriter() throws IOException {
    check.stream().write(archive(1));
    Manifest other = manifest(archive(2));

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(() -> check.finish(other))
        .satisfies(e -> assertThat(e.where()).isEqualTo("manifest.json"));
  }

  @Test
  void refusesAnArchiveOfAnotherPoolThanItsKey() throws IOException {
    byte[] archive = archive(1);
    try (SelfCheck other = check("eu-west-1_Another01")) {
      other.stream().write(archive);
      Manifest manifest = manifest(archive);

      assertThatExceptionOfType(ArchiveUnwritableException.class)
          .isThrownBy(() -> other.finish(manifest));
    }
  }

  @Test
  void refusesAnArchiveThatIsNotWhole() throws IOException {
    byte[] archive = archive(1);
    check.stream().write(archive, 0, archive.length / 2);
    Manifest manifest = manifest(archive);

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(() -> check.finish(manifest));
  }

  @Test
  void refusesWhatIsNoArchiveWhileItIsWritten() {
    byte[] junk = new byte[1 << 16];
    new Random(1).nextBytes(junk);

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(
            () -> {
              for (int i = 0; i < 1000; i++) {
                check.stream().write(junk);
                Thread.sleep(1);
              }
            });
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatExceptionOfType(WorkInterruptedException.class)
          .isThrownBy(() -> check.stream().write(Arrays.copyOf(archive(1), 1 << 17)));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
