package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KmsEncryptorBuilderTest {

  private final KmsEncryptor.Builder builder = KmsEncryptor.builder();

  @Test
  void refusesAKeyIdThatIsNone() {
    for (String bad : new String[] {"", " ", "k".repeat(2049)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.keyId(bad))
          .withMessageStartingWith("keyId");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.decryptKeyIds(List.of("alias/good", bad)))
          .withMessageStartingWith("decryptKeyIds");
    }
    assertThatNullPointerException().isThrownBy(() -> builder.keyId(null));
  }

  @Test
  void refusesAContextThatKmsWouldRefuse() {
    for (String bad : new String[] {"", " ", "aws:purpose"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder.encryptionContext(Map.of(bad, "x")))
          .withMessageStartingWith("encryptionContext");
    }
  }

  @Test
  void wantsAClientAndAKey() {
    assertThatNullPointerException().isThrownBy(() -> builder.client(null));
    assertThatIllegalStateException()
        .isThrownBy(() -> builder.keyId("alias/key").build())
        .withMessageContaining("client");
  }
}
