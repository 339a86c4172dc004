package io.github.cognitobackup.foreign;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.archive.Archives;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecognitionTest {

  private static Optional<ForeignKind> of(byte[] bytes) {
    return Recognition.of(Archives.source(bytes), ReadLimits.defaults());
  }

  private static void refuseOther(byte[] bytes) {
    Recognition.refuseOtherText(
        Archives.source(bytes), ReadLimits.defaults(), "backups/file-of-users");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        " \r\n\t[ {\"Username\":\"a\"}",
        "{\"Users\": [",
        "{ \"Groups\":[",
        "{\"Username\":\"a\"}",
        "{\"UserAttributes\":[]}",
        "{\"Attributes\":[{\"Name\":\"sub\"",
      })
  void isByTheBeginningOfAText(String text) {
    assertThat(of(text.getBytes(UTF_8))).contains(ForeignKind.JSON_ARRAY);
    assertThat(of(("\ufeff" + text).getBytes(UTF_16LE))).contains(ForeignKind.JSON_ARRAY);
    assertThat(of(Archives.gzip(text.getBytes(UTF_8)))).contains(ForeignKind.GZIPPED_JSON_ARRAY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"Policies\":[", "x[", "cognito:username", "{\"Users\":1}"})
  void isOfNothingElse(String text) {
    assertThat(of(text.getBytes(UTF_8))).isEmpty();
    assertThat(of(Archives.gzip(text.getBytes(UTF_8)))).isEmpty();
  }

  @Test
  void isOfATarThatIsNoArchiveOfTheLibrary() {
    assertThat(of(ForeignBackups.tar("users.json", "[]"))).contains(ForeignKind.TAR_GZ);
    byte[] own =
        ForeignBackups.plainTar(Map.of("archive.json", new byte[2]), FileTime.fromMillis(0));
    assertThat(of(Archives.gzip(own))).isEmpty();
    assertThat(of(Archives.sample())).isEmpty();
  }

  @Test
  void leavesADamagedGzipFileToItsReader() {
    assertThat(of(new byte[] {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3})).isEmpty();
  }

  @Test
  void refusesOtherTextByWhatItIs() {
    byte[] csv = "name,cognito:username,cognito:mfa_enabled\n".getBytes(UTF_8);
    assertThatExceptionOfType(UnsupportedArchiveException.class)
        .isThrownBy(() -> refuseOther(csv))
        .withMessageContaining("CSV");
    assertThatExceptionOfType(UnsupportedArchiveException.class)
        .isThrownBy(() -> refuseOther(Archives.gzip(csv)))
        .withMessageContaining("CSV");
    assertThatExceptionOfType(UnsupportedArchiveException.class)
        .isThrownBy(() -> refuseOther("Dear ada".getBytes(UTF_8)))
        .withMessageContaining("backups/file-of-users")
        .withMessageNotContaining("Dear");
  }

  @Test
  void refusesNothingThatIsNoText() {
    assertThatCode(() -> refuseOther(new byte[] {0, 1, 2, 3})).doesNotThrowAnyException();
    assertThatCode(() -> refuseOther(Archives.sample())).doesNotThrowAnyException();
  }
}
