package io.github.cognitobackup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.ArchiveUnwritableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import io.github.cognitobackup.internal.backup.SelfCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A writer that errs is found out before what it wrote is sealed and kept. */
class WriterFaultsTest {

  private static final ArchiveKey KEY = new ArchiveKey(Archives.POOL, Archives.START, 1, true);
  private static final byte[] SAMPLE = Archives.sample();

  private static Manifest write(byte[] archive, Manifest says, ArchiveKey key) throws IOException {
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (SelfCheck check = new SelfCheck(key, sealed, ReadLimits.defaults())) {
      for (int at = 0; at < archive.length; at += 1000) {
        check.stream().write(archive, at, Math.min(1000, archive.length - at));
      }
      check.finish(says);
    }
    assertThat(sealed.toByteArray()).isEqualTo(archive);
    return says;
  }

  @Test
  void whatIsRightPassesAndIsNotChanged() throws IOException {
    assertThat(write(SAMPLE, Archives.open(SAMPLE).manifest(), KEY).counts().users()).isEqualTo(5);
  }

  private static Arguments fault(String name, Supplier<byte[]> archive) {
    return Arguments.of(name, archive.get());
  }

  private static CraftedArchive sound() {
    return CraftedArchive.sound();
  }

  static Stream<Arguments> faults() {
    String user = "{\"Username\":\"b\"}\n";
    return Stream.of(
        fault("a name of no layout", () -> sound().users("users-2.json l", 1, user).build()),
        fault("a part out of order", () -> sound().users("users-00003.jsonl", 1, user).build()),
        fault("a path that leads out", () -> sound().entry("../x.json", "{}").build()),
        fault("a wrong count", () -> sound().users("users-00002.jsonl", 2, user).build()),
        fault(
            "a wrong digest",
            () ->
                sound()
                    .editManifest(
                        text -> text.replaceFirst("\"sha256\":\"....", "\"sha256\":\"0000"))
                    .build()),
        fault(
            "an entry that the manifest lacks",
            () ->
                sound()
                    .entry(Archives.POOL + "/clients/x.json", new byte[] {'{', '}'}, false)
                    .build()),
        fault("an entry twice", () -> sound().entry("archive.json", "{}").build()),
        fault("a line that is no JSON", () -> sound().users("users-00002.jsonl", 1, "{\n").build()),
        fault("no manifest", () -> sound().buildWithoutManifest()),
        fault("a stream that ends early", () -> Arrays.copyOf(SAMPLE, SAMPLE.length - 30)),
        fault("something after the end", () -> Arrays.copyOf(SAMPLE, SAMPLE.length + 9)),
        fault("nothing", () -> new byte[0]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultOfTheWriterIsNoArchive(String name, byte[] archive) {
    Manifest says = Archives.open(SAMPLE).manifest();

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .as(name)
        .isThrownBy(() -> write(archive, says, KEY))
        .withMessageContaining(KEY.toString())
        .withMessageContaining("nothing of it is kept")
        .withCauseInstanceOf(ArchiveCorruptException.class);
  }

  @Test
  void whatIsNotWhatTheWriterSaysIsNoArchive() {
    Manifest sound = Archives.open(SAMPLE).manifest();
    Manifest other =
        new Manifest(
            sound.end(),
            sound.outcome(),
            new Manifest.Counts(6, 1, Map.of("user-pool", 1L, "clients", 1L)),
            sound.entries(),
            sound.gaps(),
            sound.leftOut());

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(() -> write(SAMPLE, other, KEY));
  }

  @Test
  void whatIsNotTheArchiveOfItsKeyIsNone() {
    ArchiveKey later = new ArchiveKey(Archives.POOL, Archives.START.plusMillis(1), 1, true);

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(() -> write(SAMPLE, Archives.open(SAMPLE).manifest(), later));
  }

  @Test
  void aWriterThatGoesOnIsStopped() {
    byte[] rubbish = new byte[1 << 20];

    assertThatExceptionOfType(ArchiveUnwritableException.class)
        .isThrownBy(
            () -> {
              try (SelfCheck check =
                  new SelfCheck(KEY, OutputStream.nullOutputStream(), ReadLimits.defaults())) {
                while (true) {
                  check.stream().write(rubbish);
                }
              }
            });
  }

  @Test
  void whoeverIsInterruptedStopsAndLeavesNoThread() throws IOException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (SelfCheck check = new SelfCheck(KEY, new ByteArrayOutputStream(), ReadLimits.defaults())) {
      check.stream().write(SAMPLE, 0, 100);
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(WorkInterruptedException.class)
          .isThrownBy(() -> check.finish(Archives.open(SAMPLE).manifest()));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> !before.contains(thread))
        .noneMatch(thread -> thread.getName().startsWith("cognito-backup-self-check"));
  }
}
