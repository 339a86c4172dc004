package io.github.cognitobackup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.foreign.ForeignBackups;
import io.github.cognitobackup.foreign.ForeignKind;
import io.github.cognitobackup.repository.ArchiveCheck;
import io.github.cognitobackup.repository.ArchiveCheck.Result;
import io.github.cognitobackup.repository.UnverifiableContent;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign backups by the calls of a backuper: none is taken without the flag. */
class ForeignBackupsTest extends ForeignScene {

  @TempDir Path folder;

  @Test
  void withoutTheFlagItIsRefusedAndSaysWhy() {
    put(bed.storage, "u.json", ForeignBackups.sample("with-groups.json"));
    put(bed.storage, "t.tar.gz", ForeignBackups.tar("p/users.json", "[]"));
    Backuper backuper = plain().build();

    for (String key : List.of("u.json", "t.tar.gz")) {
      for (Runnable call :
          List.<Runnable>of(
              () -> backuper.verify(key),
              () -> backuper.extract(key, folder.resolve("x")),
              () -> backuper.plan(RestoreRequest.of(key).intoPool("p")),
              () -> backuper.restore(RestoreRequest.of(key).intoPool("p")))) {
        assertThatThrownBy(call::run)
            .isInstanceOf(UnsupportedArchiveException.class)
            .hasMessageContaining(key)
            .hasMessageContaining("cannot prove")
            .hasMessageContaining("acceptUnverifiable()");
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void underAKeyOfItsOwnTheLibraryReadsItsOwnArchivesOnly() {
    String key = "eu-west-1_AbCdEfGhI/20260101T000000.000Z.tar.gz";
    put(bed.storage, key, ForeignBackups.tar("eu-west-1_AbCdEfGhI/users.json", "[]"));

    assertThatThrownBy(() -> accepting().verify(key))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("is refused")
        .hasMessageContaining(key);
    put(bed.storage, "aws/text.json", "no backup".getBytes(UTF_8));
    assertThatThrownBy(() -> accepting().verify("aws/text.json"))
        .isInstanceOf(UnsupportedArchiveException.class)
        .hasMessageContaining("aws/text.json")
        .hasMessageContaining("list-users --output json");
  }

  @Test
  void besideAnEncryptorAPlainOneNeedsBothFlags() {
    put(bed.storage, "u.json", ForeignBackups.sample("with-groups.json"));

    assertThatThrownBy(() -> bed.builder().acceptUnverifiable().build().verify("u.json"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("acceptPlaintext()");
    assertThatThrownBy(() -> bed.builder().acceptPlaintext().build().verify("u.json"))
        .isInstanceOf(UnsupportedArchiveException.class)
        .hasMessageContaining("acceptUnverifiable()");
    VerifyReport report =
        bed.builder().acceptPlaintext().acceptUnverifiable().build().verify("u.json");
    assertThat(report.sealed()).isFalse();
    assertThat(report.unverifiable()).isPresent();
  }

  @Test
  void aSealedOneNeedsTheKeyAndTheFlag() throws IOException {
    Storage sealing = bed.backuper().repository().objects();
    String pool = "eu-west-1_AbCdEfGhI";
    put(sealing, pool + ".json.enc", ForeignBackups.sample("with-groups.json"));
    put(sealing, "t.tar.gz.enc", ForeignBackups.tar(pool + "/users.json", "[]"));

    assertThatThrownBy(() -> accepting().verify(pool + ".json.enc"))
        .isInstanceOf(KeyUnavailableException.class);
    assertThatThrownBy(() -> bed.backuper().verify(pool + ".json.enc"))
        .isInstanceOf(UnsupportedArchiveException.class);
    Backuper backuper = bed.builder().acceptUnverifiable().build();
    VerifyReport array = backuper.extract(pool + ".json.enc", folder.resolve("out"));
    assertThat(array.sealed()).isTrue();
    assertThat(array.header().poolId()).isEqualTo(pool);
    assertThat(array.unverifiable().orElseThrow().kind()).isEqualTo(ForeignKind.JSON_ARRAY);
    assertThat(folder.resolve("out").resolve(pool + ".json"))
        .hasBinaryContent(ForeignBackups.sample("with-groups.json"));
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      assertThat(files).hasSize(1);
    }
    assertThat(backuper.verify("t.tar.gz.enc").unverifiable().orElseThrow().kind())
        .isEqualTo(ForeignKind.TAR_GZ);
  }

  @Test
  void verifyAllTakesThemWithTheFlag() throws IOException {
    String pool = "eu-west-1_AbCdEfGhI";
    byte[] users = ForeignBackups.sample("with-groups.json");
    put(bed.storage, "a/" + pool + ".json", users);
    put(bed.storage, "answer.json", ("{\"Users\":[" + ForeignBackups.LEAST + "]}").getBytes(UTF_8));
    put(bed.storage, "cut.json", Arrays.copyOf(users, users.length - 3));
    put(bed.storage, "package.json", "{\"name\":\"x\"}".getBytes(UTF_8));
    put(bed.storage, "sources.tar.gz", ForeignBackups.tar("readme.txt", "x"));
    put(bed.backuper().repository().objects(), "notes.json.enc", "{}".getBytes(UTF_8));
    put(bed.backuper().repository().objects(), "sealed.json.enc", users);
    Backuper backuper = bed.builder().acceptPlaintext().acceptUnverifiable().build();
    String own = backuper.backup(SmallPool.create(bed.emulator, PoolModel.PLAIN)).key();

    Map<String, Result> all = results(backuper.verifyAll());

    assertThat(all)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                own,
                Result.SOUND,
                "a/" + pool + ".json",
                Result.SOUND,
                "answer.json",
                Result.SOUND,
                "cut.json",
                Result.DAMAGED,
                "sealed.json.enc",
                Result.SOUND));
    assertThat(results(backuper.verifyAll(pool))).containsOnlyKeys("a/" + pool + ".json");
    assertThat(results(bed.builder().acceptPlaintext().build().verifyAll())).containsOnlyKeys(own);
    assertThat(results(bed.builder().acceptUnverifiable().build().verifyAll()))
        .containsEntry("a/" + pool + ".json", Result.UNREADABLE)
        .containsEntry("sealed.json.enc", Result.SOUND);
    assertThat(results(accepting().verifyAll()))
        .containsEntry("a/" + pool + ".json", Result.SOUND)
        .containsEntry("sealed.json.enc", Result.UNREADABLE);
  }

  private static Map<String, Result> results(Stream<ArchiveCheck> checks) {
    try (checks) {
      return checks.collect(Collectors.toMap(ArchiveCheck::key, ArchiveCheck::result));
    }
  }

  @Test
  void theReportSaysWhatIsShownAndWhatIsNot() {
    String user =
        "{\"Username\":\"%s\",\"UserStatus\":\"CONFIRMED\",\"Attributes\":[{\"Name\":\"sub\",\"Value\":\"%s\"}]}";
    String array =
        "["
            + String.join(
                ",",
                String.format(Locale.ROOT, user, "a", "1"),
                String.format(Locale.ROOT, user, "b", "2"),
                String.format(Locale.ROOT, user, "a", "3"),
                String.format(Locale.ROOT, user, "c", "2"),
                String.format(Locale.ROOT, user, "a", "1"))
            + "]";
    put(bed.storage, "u.json", array.getBytes(UTF_8));

    VerifyReport report = accepting().verify("u.json");

    assertThat(report.header().poolId()).isEqualTo(ArchiveHeader.UNKNOWN_POOL);
    UnverifiableContent unverifiable = report.unverifiable().orElseThrow();
    assertThat(unverifiable.repeatedUsernames()).isEqualTo(2);
    assertThat(unverifiable.repeatedSubs()).isEqualTo(2);
    assertThat(unverifiable.shown()).anyMatch(text -> text.contains("5 users"));
    assertThat(unverifiable.notProven()).anyMatch(text -> text.contains("of which pool"));
  }

  @Test
  void anArchiveOfTheLibraryIsProven() {
    String pool = SmallPool.create(bed.emulator, PoolModel.PLAIN);
    Backuper backuper = bed.builder().acceptUnverifiable().build();

    assertThat(backuper.verify(backuper.backup(pool).key()).unverifiable()).isEmpty();
  }

  @Test
  void thePoolInTheFileMustBeTheOneOfItsName() {
    put(
        bed.storage,
        "eu-west-1_Other/2024.tar.gz",
        ForeignBackups.tar("eu-west-1_AbCdEfGhI/users.json", "[]"));

    assertThatThrownBy(() -> accepting().verify("eu-west-1_Other/2024.tar.gz"))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining("eu-west-1_Other")
        .hasMessageContaining("eu-west-1_AbCdEfGhI");
  }
}
