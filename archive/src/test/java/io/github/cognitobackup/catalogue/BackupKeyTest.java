package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupKeyTest {

  @ParameterizedTest
  @CsvSource({
    "eu-west-1_A/20261123T101530.123Z.tar.gz, eu-west-1_A/20261123T101530.123Z, 1, .tar.gz, false",
    "eu-west-1_A/20261123T101530.123Z.r2.tar.gz.enc, eu-west-1_A/20261123T101530.123Z, 2, .tar.gz,"
        + " true",
    "users.json, users, 1, .json, false",
    "a/b.tgz.enc, a/b, 1, .tgz, true",
    "a.r1.tar.gz, a.r1, 1, .tar.gz, false",
    "a.r2.r13.tgz, a.r2, 13, .tgz, false",
    "a.r1234567.json, a.r1234567, 1, .json, false"
  })
  void readsNames(String key, String stem, int revision, String type, boolean sealed) {
    BackupKey read = BackupKey.parse(key).orElseThrow();
    assertThat(read).hasToString(key);
    assertThat(read.stem()).isEqualTo(stem);
    assertThat(read.revision()).isEqualTo(revision);
    assertThat(read.sealed()).isEqualTo(sealed);
    assertThat(read.asSealed()).hasToString(key.replace(".enc", "") + ".enc");
    assertThat(read.isSameBackup(read.asSealed().nextRevision())).isTrue();
    assertThat(key).contains(type);
    assertThat(read.own()).isEqualTo(ArchiveKey.parse(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.txt",
        "a.tar.gz.json",
        "a.tar.gz.enc.json",
        "a.json.enc.json",
        "a/.json",
        ".tar.gz",
        "a.tar.gz.restores/1/map.json",
        "restore-leases/x/1.json"
      })
  void takesNothingElseForABackup(String key) {
    assertThat(BackupKey.parse(key)).isEmpty();
  }

  @Property
  void spellsWhatItRead(
      @ForAll
          @StringLength(min = 1, max = 12)
          @Chars({'.', 'r', '/', '-'})
          @CharRange(from = '0', to = '9')
          String stem) {
    for (String type : new String[] {".tar.gz", ".tgz", ".json", ".tar.gz.enc", ".json.enc"}) {
      BackupKey.parse(stem + type).ifPresent(name -> assertThat(name).hasToString(stem + type));
    }
  }
}
