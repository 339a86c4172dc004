package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongGcmTest {

  @Property(tries = 300)
  void joinsShortSegmentsToTheMessageOfTheSpecification(
      @ForAll @Size(32) byte[] key,
      @ForAll @Size(12) byte[] iv,
      @ForAll @Size(max = 200) byte[] plain,
      @ForAll @IntRange(min = 1, max = 5) int blocks)
      throws Exception {
    assertThat(joined(key, iv, plain, blocks * 16)).isEqualTo(PlainGcm.seal(key, iv, plain));
  }

  @Property(tries = 50)
  void joinsSegmentsOfManyUpdatesToTheMessageOfTheJdk(
      @ForAll @Size(32) byte[] key, @ForAll @IntRange(max = 100_000) int length) throws Exception {
    byte[] iv = new byte[12];
    byte[] plain = new byte[length];
    Arrays.fill(plain, (byte) length);
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));

    assertThat(joined(key, iv, plain, 4096 + 512)).isEqualTo(gcm.doFinal(plain));
  }

  @Property(tries = 100)
  void authenticatesWithoutTouchingTheBytes(
      @ForAll @Size(32) byte[] key, @ForAll @Size(max = 300) byte[] plain) {
    byte[] kept = plain.clone();
    try (LongGcm one = new LongGcm(new AesKey(key), new byte[12]);
        LongGcm other = new LongGcm(new AesKey(key), new byte[12])) {
      one.authenticate(kept, kept.length);
      other.encrypt(plain.clone(), plain.length);

      assertThat(one.tag()).isEqualTo(other.tag());
    }
    assertThat(kept).isEqualTo(plain);
  }

  @Test
  void takesNothingAfterASegmentThatIsNotWholeBlocks() {
    try (LongGcm gcm = new LongGcm(new AesKey(new byte[32]), new byte[12])) {
      gcm.encrypt(new byte[17], 17);

      assertThatIllegalStateException().isThrownBy(() -> gcm.encrypt(new byte[16], 16));
    }
  }

  /** The tags are those of another implementation (OpenSSL, through Python's cryptography). */
  @Tag("long")
  @ParameterizedTest(name = "{0} bytes")
  @CsvSource({
    "2147483632, 94f5d198d1c496e107686d40b73b5a96",
    "2147483665, 5cf503d0e474f2873ebfebb732a9ea1e",
    "5368709120, 40b2430b4ba679a2ad72d845598783a2",
  })
  void agreesWithAnotherImplementationPastTwoGigabytes(long length, String tag) {
    byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f".repeat(2));
    for (int i = 16; i < 32; i++) {
      key[i] = (byte) i;
    }
    byte[] iv = Arrays.copyOf(key, 12);
    byte[] segment = new byte[LongGcm.SEGMENT];
    try (LongGcm gcm = new LongGcm(new AesKey(key), iv)) {
      for (long done = 0; done < length; done += segment.length) {
        gcm.encrypt(segment, (int) Math.min(segment.length, length - done));
        Arrays.fill(segment, (byte) 0);
      }

      assertThat(HexFormat.of().formatHex(gcm.tag())).isEqualTo(tag);
    }
  }

  private static byte[] joined(byte[] key, byte[] iv, byte[] plain, int segmentLength) {
    byte[] all = Arrays.copyOf(plain, plain.length + 16);
    try (LongGcm gcm = new LongGcm(new AesKey(key.clone()), iv, segmentLength)) {
      for (int done = 0; done < plain.length; done += segmentLength) {
        int count = Math.min(segmentLength, plain.length - done);
        byte[] segment = Arrays.copyOfRange(plain, done, done + count);
        gcm.encrypt(segment, count);
        System.arraycopy(segment, 0, all, done, count);
      }
      System.arraycopy(gcm.tag(), 0, all, plain.length, 16);
    }
    return all;
  }
}
