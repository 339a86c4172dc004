package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.ReadLimits;

/** Files of other tools, opened and recognised. */
abstract class ForeignFileScene {

  static final String POOL = "eu-west-1_AbCdEfGhI";

  static java.util.Optional<ForeignKind> recognise(byte[] bytes) {
    return ForeignBackupReader.recognise(Archives.source(bytes), ReadLimits.defaults());
  }

  static ForeignBackupReader open(String json, ReadLimits limits) {
    return ForeignBackupReader.open(Archives.source(json.getBytes(UTF_8)), limits, "x.json");
  }

  static String text(String sample) {
    return new String(ForeignBackups.sample(sample), UTF_8);
  }
}
