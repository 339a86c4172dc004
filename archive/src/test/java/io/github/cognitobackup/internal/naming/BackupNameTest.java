package io.github.cognitobackup.internal.naming;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.storage.InMemoryStorage;
import io.github.cognitobackup.transfer.StoredContent;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackupNameTest {

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
    assertThat(BackupName.parse(key)).contains(new BackupName(stem, revision, type, sealed));
    assertThat(BackupName.parse(key).orElseThrow()).hasToString(key);
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
    assertThat(BackupName.parse(key)).isEmpty();
  }

  @Property
  void spellsWhatItRead(
      @ForAll
          @StringLength(min = 1, max = 12)
          @Chars({'.', 'r', '/', '-'})
          @CharRange(from = '0', to = '9')
          String stem) {
    for (String type : new String[] {".tar.gz", ".tgz", ".json", ".tar.gz.enc", ".json.enc"}) {
      BackupName.parse(stem + type).ifPresent(name -> assertThat(name).hasToString(stem + type));
    }
  }

  @Test
  void findsTheSealedRevisionsInTheirOrder() {
    InMemoryStorage storage = new InMemoryStorage();
    for (String key :
        new String[] {
          "p/a.tar.gz.enc",
          "p/a.r10.tar.gz.enc",
          "p/a.r2.tar.gz.enc",
          "p/a.tar.gz",
          "p/a.tgz.enc",
          "p/a.b.tar.gz.enc",
          "p/a.r2.tar.gz.enc.json"
        }) {
      StoredContent.put(storage, key, "x");
    }

    assertThat(BackupName.parse("p/a.tar.gz").orElseThrow().sealedRevisions(storage))
        .extracting(BackupName::toString)
        .containsExactly("p/a.tar.gz.enc", "p/a.r2.tar.gz.enc", "p/a.r10.tar.gz.enc");
  }
}
