package io.github.cognitobackup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One safe file name for one identifier. */
class FileNamesTest {

  @ParameterizedTest
  @CsvSource({
    "admin, admin.json",
    "a.b-c_D9, a.b-c_D9.json",
    ".hidden, %2Ehidden.json",
    "a/b, a%2Fb.json",
    "100%, 100%25.json",
    "\u00e9, %C3%A9.json"
  })
  void encodesWhatIsNotPlain(String id, String name) {
    assertThat(FileNames.of(id)).isEqualTo(name);
    assertThat(FileNames.isValid(name)).isTrue();
  }

  @Test
  void aLongIdentifierIsNamedByItsDigest() {
    String longest = "a".repeat(FileNames.MAX_ENCODED);
    assertThat(FileNames.of(longest)).isEqualTo(longest + ".json").hasSize(100);
    assertThat(FileNames.of(longest + "a")).startsWith("sha256=").matches(FileNames::isValid);
    assertThat(FileNames.of(longest + "b")).isNotEqualTo(FileNames.of(longest + "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        ".json",
        ".a.json",
        "a/b.json",
        "%61.json",
        "%2f.json",
        "%2.json",
        "%FF.json",
        "sha256=0.json",
        "a b.json"
      })
  void whatTheEncoderWouldNotWriteIsNoName(String name) {
    assertThat(FileNames.isValid(name)).isFalse();
  }

  @Test
  void refusesWhatIsNoIdentifier() {
    assertThatIllegalArgumentException().isThrownBy(() -> FileNames.of(""));
    assertThatIllegalArgumentException().isThrownBy(() -> FileNames.of("\ud800"));
  }
}
