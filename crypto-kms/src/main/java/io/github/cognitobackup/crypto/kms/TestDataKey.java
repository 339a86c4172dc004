package io.github.cognitobackup.crypto.kms;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Data keys without KMS (ADR-001, {@code --test}): of the usual form and length, but each part says
 * what it is.
 */
final class TestDataKey {

  /** Stands where the ARN of a KMS key would. */
  static final String KMS_KEY_ID = "TEST-DATA-KEY-NOT-FROM-KMS";

  private static final byte[] MARK =
      "TEST DATA KEY, NOT ENCRYPTED BY AWS KMS. ".getBytes(StandardCharsets.US_ASCII);

  /** What the encrypted form has beyond the key itself, as KMS makes it. */
  private static final int OVERHEAD = 152;

  private static final SecureRandom RANDOM = new SecureRandom();

  private TestDataKey() {}

  static DataKeyDocument generate(KeySpec spec, Instant now) {
    byte[] plaintext = new byte[spec.length()];
    RANDOM.nextBytes(plaintext);
    byte[] encrypted = new byte[OVERHEAD + spec.length()];
    RANDOM.nextBytes(encrypted);
    System.arraycopy(MARK, 0, encrypted, 0, MARK.length);
    return new DataKeyDocument("the data key", KMS_KEY_ID, encrypted, plaintext, spec, now);
  }

  static boolean is(@Nullable String kmsKeyId, byte[] encrypted) {
    return KMS_KEY_ID.equals(kmsKeyId)
        || (encrypted.length >= MARK.length
            && Arrays.equals(encrypted, 0, MARK.length, MARK, 0, MARK.length));
  }
}
