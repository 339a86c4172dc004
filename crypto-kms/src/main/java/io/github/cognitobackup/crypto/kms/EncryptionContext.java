package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.error.PrintableText;
import java.util.Map;

/** Names and values that a data key is bound to. */
final class EncryptionContext {

  private EncryptionContext() {}

  static Map<String, String> checked(Map<String, String> encryptionContext) {
    Map<String, String> copy = Map.copyOf(encryptionContext);
    for (String name : copy.keySet()) {
      if (name.isBlank() || name.startsWith("aws:")) {
        throw new IllegalArgumentException(
            "encryptionContext: a name is not blank and does not begin with aws:, as does '"
                + PrintableText.of(name)
                + "'");
      }
    }
    return copy;
  }
}
