package io.github.cognitobackup.internal.spill;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed 128-bit digests; the key lives as long as a comparison. Thread-safe. */
public final class Digests {

  public static final int LENGTH = 16;

  private final SecretKeySpec key;

  public Digests() {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, "HmacSHA256");
    Arrays.fill(random, (byte) 0);
  }

  /** Digests texts so that no two different lists give the same input. */
  public byte[] of(Iterable<String> texts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      for (String text : texts) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        mac.update(bytes);
      }
      return Arrays.copyOf(mac.doFinal(), LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
    }
  }

  public byte[] of(String text) {
    return of(java.util.List.of(text));
  }

  public long shortOf(Iterable<String> texts) {
    return ByteBuffer.wrap(of(texts)).getLong();
  }

  /** Whether it is the one that stands for nothing. */
  public static boolean isNothing(byte[] digest) {
    for (byte each : digest) {
      if (each != 0) {
        return false;
      }
    }
    return true;
  }

  /** The bucket that a digest belongs to. */
  public static int bucket(byte[] digest, int buckets) {
    return (((digest[0] & 0xff) << 8) | (digest[1] & 0xff)) % buckets;
  }
}
