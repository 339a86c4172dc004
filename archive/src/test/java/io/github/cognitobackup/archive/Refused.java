package io.github.cognitobackup.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.ArchiveCorruptException;
import org.assertj.core.api.AbstractThrowableAssert;

/** What holds of every refusal: it names the place and quotes nothing. */
final class Refused {

  private Refused() {}

  static final String SECRET = "alice@example.com";

  static AbstractThrowableAssert<?, ?> assertRefused(byte[] archive, String where) {
    return assertRefused(archive, ReadLimits.defaults(), where);
  }

  static AbstractThrowableAssert<?, ?> assertRefused(
      byte[] archive, ReadLimits limits, String where) {
    return assertThatThrownBy(() -> Archives.open(archive, limits))
        .isInstanceOf(ArchiveCorruptException.class)
        .hasMessageContaining(where)
        .satisfies(
            e -> assertThat(((ArchiveCorruptException) e).where()).contains(where),
            e -> assertThat(e.toString()).doesNotContain(SECRET),
            e -> assertThat(e.getCause()).isNull());
  }
}
