package io.github.cognitobackup.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class StorageKeysTest {

  @Test
  void namesTheRuleThatAKeyBreaks() {
    assertRefused("", "empty segment");
    assertRefused("a//b", "empty segment");
    assertRefused("/a", "empty segment");
    assertRefused("a/", "empty segment");
    assertRefused("a/../b", "the segment \"..\"");
    assertRefused("./b", "the segment \".\"");
    assertRefused("a\\b", "backslash at index 1");
    assertRefused("ab\u0085", "control character U+0085 at index 2");
    assertRefused("\ud83d\ude00\ude00", "unpaired surrogate at index 2");
    assertRefused("a\ud83d", "unpaired surrogate at index 1");
    assertRefused("a/.cognito-backup-x", "begins with .cognito-backup-");
    assertRefused("あ".repeat(86), "258 bytes");
    assertRefused("あ/".repeat(256) + "a", "1025 bytes");
  }

  @Test
  void takesTheLongestKeys() {
    assertThat(StorageKeys.isValid("あ".repeat(85))).isTrue();
    assertThat(StorageKeys.isValid("あ/".repeat(255) + "abcd")).isTrue();
  }

  @Test
  void takesPrefixThatEndsInsideASegment() {
    for (String prefix : new String[] {"", ".", "..", "a/", "a/.", "a/..", "a/.cognito-backup"}) {
      assertThat(StorageKeys.checkPrefix(prefix)).isSameAs(prefix);
    }
  }

  @Test
  void refusesPrefixWithWhichNoKeyBegins() {
    for (String prefix : new String[] {"/", "a//", "./", "../a", "a\\", ".cognito-backup-"}) {
      assertThatIllegalArgumentException()
          .as(prefix)
          .isThrownBy(() -> StorageKeys.checkPrefix(prefix))
          .withMessageStartingWith("prefix of storage keys ");
    }
  }

  private static void assertRefused(String key, String words) {
    assertThat(StorageKeys.isValid(key)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StorageKeys.check(key))
        .withMessageStartingWith("storage key ")
        .withMessageContaining(words);
  }
}
