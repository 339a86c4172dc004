package io.github.cognitobackup.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StorageKeysPropertiesTest {

  @Property
  void ordersAsTheBytesOfUtf8(@ForAll("texts") String a, @ForAll("texts") String b) {
    assertThat(Integer.signum(StorageKeys.ORDER.compare(a, b)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
  }

  @Property
  void takesEveryBeginningOfAKeyForAPrefix(@ForAll("keys") String key) {
    for (int end = 0; end <= key.length(); end = key.offsetByCodePoints(end, 1)) {
      String prefix = key.substring(0, end);
      assertThatCode(() -> StorageKeys.checkPrefix(prefix)).doesNotThrowAnyException();
      if (end == key.length()) {
        break;
      }
    }
  }

  @Property
  void takesNoKeyThatCouldLeaveItsFolder(@ForAll("texts") String text) {
    if (StorageKeys.isValid(text)) {
      assertThat(("/" + text + "/")).doesNotContain("//", "/./", "/../", "\\");
      assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
    }
  }

  @Property
  void takesEveryKeyOfPlainSegments(@ForAll("keys") String key) {
    assertThat(StorageKeys.check(key)).isSameAs(key);
    assertThat(StorageKeys.isValid(key + "/")).isFalse();
    assertThat(StorageKeys.isValid("/" + key)).isFalse();
    assertThat(StorageKeys.isValid(key + "/../" + key)).isFalse();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "a",
            "b",
            ".",
            "/",
            "\\",
            "\n",
            "é",
            "あ",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud83d\ude00",
            "\udbff\udfff")
        .list()
        .ofMaxSize(8)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("a", "..a", "a..", "...", " ", "あ", "\ud83d\ude00", "%2e", "~")
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(segments -> String.join("/", segments));
  }
}
