package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import org.junit.jupiter.api.Test;

/** A key that can be wiped. */
class AesKeyTest {

  private final byte[] bytes = new byte[32];

  AesKeyTest() {
    java.util.Arrays.fill(bytes, (byte) 7);
  }

  @Test
  void isWipedOnClose() {
    AesKey key = new AesKey(bytes);
    assertThat(key.getEncoded()).hasSize(32).containsOnly(7);
    key.close();

    assertThat(bytes).containsOnly(0);
    assertThat(key.isDestroyed()).isTrue();
    assertThatIllegalStateException().isThrownBy(key::getEncoded);
  }

  @Test
  void saysNothingOfItsBytes() {
    try (AesKey key = new AesKey(bytes)) {
      assertThat(key).hasToString("AesKey");
      assertThatExceptionOfType(NotSerializableException.class)
          .isThrownBy(() -> new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(key));
    }
  }
}
