package io.github.cognitobackup.emulator.internal.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;

/**
 * Makes and checks tokens: opaque, good for one hour and for the operation and parameters they were
 * made for.
 */
public final class PageTokens {

  private static final long LIFETIME_MILLIS = Duration.ofHours(1).toMillis();
  private static final int MAC_LENGTH = 12;

  private final Clock clock;
  private final byte[] secret = new byte[16];

  /** Tokens that age by this clock. */
  public PageTokens(Clock clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(secret);
  }

  /** A token for what follows the cursor. */
  public String issue(String scope, String cursor) {
    byte[] text = cursor.getBytes(StandardCharsets.UTF_8);
    byte[] payload = ByteBuffer.allocate(8 + text.length).putLong(clock.millis()).put(text).array();
    byte[] token =
        ByteBuffer.allocate(MAC_LENGTH + payload.length)
            .put(mac(scope, payload), 0, MAC_LENGTH)
            .put(payload)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
  }

  /** The cursor in a token. */
  public String open(String scope, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      throw refused(token);
    }
    if (bytes.length < MAC_LENGTH + 8) {
      throw refused(token);
    }
    byte[] payload = Arrays.copyOfRange(bytes, MAC_LENGTH, bytes.length);
    byte[] expected = Arrays.copyOf(mac(scope, payload), MAC_LENGTH);
    long age = clock.millis() - ByteBuffer.wrap(payload).getLong();
    if (!Arrays.equals(expected, Arrays.copyOf(bytes, MAC_LENGTH)) || age > LIFETIME_MILLIS) {
      throw refused(token);
    }
    return new String(payload, 8, payload.length - 8, StandardCharsets.UTF_8);
  }

  private byte[] mac(String scope, byte[] payload) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(secret);
      digest.update(scope.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) 0);
      return digest.digest(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static ApiError refused(String token) {
    return ApiError.invalid("Paging marker " + token + " is invalid for request");
  }
}
