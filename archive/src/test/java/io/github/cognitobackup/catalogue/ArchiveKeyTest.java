package io.github.cognitobackup.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.cognitobackup.storage.StorageKeys;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveKeyTest {

  private static final Instant MOMENT = Instant.parse("2026-03-04T05:06:07.089Z");

  @Test
  void spellsWhatTheFormatSays() {
    ArchiveKey plain = new ArchiveKey("eu-west-1_AbC", MOMENT, 1, false);
    assertThat(plain).hasToString("eu-west-1_AbC/20260304T050607.089Z.tar.gz");
    assertThat(plain.asSealed().nextRevision())
        .hasToString("eu-west-1_AbC/20260304T050607.089Z.r2.tar.gz.enc");
  }

  @Property(tries = 200)
  void readsWhatItSpells(
      @ForAll @LongRange(min = 0, max = 250_000_000_000_000L) long millis,
      @ForAll @IntRange(min = 1, max = 999_999) int revision,
      @ForAll boolean sealed) {
    ArchiveKey key =
        new ArchiveKey("eu-west-1_AbC", Instant.ofEpochMilli(millis), revision, sealed);
    assertThat(ArchiveKey.parse(key.toString())).contains(key);
    assertThat(StorageKeys.isValid(key.toString())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eu-west-1_AbC/20260304T050607.089Z.tar.gz.json",
        "eu-west-1_AbC/20260304T050607.089Z.r1.tar.gz",
        "eu-west-1_AbC/20260304T050607.089Z.r02.tar.gz",
        "eu-west-1_AbC/20260304T050607.089Z.r9999999.tar.gz",
        "eu-west-1_AbC/20261304T050607.089Z.tar.gz",
        "eu-west-1_AbC/20260304T050607Z.tar.gz",
        "other/eu-west-1_AbC/20260304T050607.089Z.tar.gz",
        "eu-west-1/20260304T050607.089Z.tar.gz"
      })
  void readsNothingElse(String key) {
    assertThat(ArchiveKey.parse(key)).isEmpty();
  }

  @Test
  void refusesWhatIsNoKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveKey("../x_y", MOMENT, 1, true));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ArchiveKey("eu-west-1_AbC", MOMENT, 0, true));
  }
}
