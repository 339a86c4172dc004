package io.github.cognitobackup.crypto;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates one GCM message of any length, at the cost of sealing it. Not thread-safe.
 *
 * <p>Wanted is GHASH over the ciphertext, which the JDK offers only over what its GCM encrypts. But
 * GHASH is linear: the tag of some bytes plus that of as many zeros, both under the same vector, is
 * GHASH over those bytes alone, for keystream, length and mask are in both. The tag of the zeros is
 * the same for all segments, and what comes out encrypted is discarded. The JDK refuses the vector
 * that it had just before, so it gets the one vector in two spellings.
 */
final class SegmentVerifier implements AutoCloseable {

  private final SecretKey key;
  private final LongGcm message;
  private final Cipher gcm = Ciphers.get(Ciphers.GCM);
  private final AlgorithmParameterSpec[] spellings;
  private final byte[] discarded = new byte[Ciphers.UPDATE + 2 * Envelope.TAG_LENGTH];
  private int turn;
  private @Nullable Gf128 tagOfZeros;

  SegmentVerifier(SecretKey key, byte[] iv) {
    this.key = key;
    message = new LongGcm(key, iv);
    spellings =
        new AlgorithmParameterSpec[] {
          new GCMParameterSpec(Envelope.TAG_LENGTH * 8, iv), message.parameters()
        };
  }

  /** Takes the next segment of ciphertext, and gives the tag that it has as a message by itself. */
  Gf128 append(byte[] ciphertext, int count) {
    Gf128 hash = tag(ciphertext, count).add(tagOfZeros(count));
    Gf128 tag = hash.copy().add(message.mask(count));
    message.append(hash, count);
    return tag;
  }

  private Gf128 tagOfZeros(int count) {
    if (count != LongGcm.SEGMENT) {
      return tag(new byte[count], count);
    }
    if (tagOfZeros == null) {
      tagOfZeros = tag(new byte[count], count);
    }
    return tagOfZeros;
  }

  private Gf128 tag(byte[] bytes, int count) {
    turn = 1 - turn;
    try {
      gcm.init(Cipher.ENCRYPT_MODE, key, spellings[turn]);
      for (int done = 0; done < count; done += Ciphers.UPDATE) {
        gcm.update(bytes, done, Math.min(Ciphers.UPDATE, count - done), discarded);
      }
      int end = gcm.doFinal(discarded, 0);
      return Gf128.of(discarded, end - Envelope.TAG_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the tag of all segments as one message. */
  byte[] tag() {
    return message.tag();
  }

  @Override
  public void close() {
    message.close();
    Arrays.fill(discarded, (byte) 0);
    if (tagOfZeros != null) {
      tagOfZeros.wipe();
    }
  }
}
