package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
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

  @Property(tries = 30)
  void findsTheTagOfAMessageWithoutTouchingItsBytes(
      @ForAll @Size(32) byte[] key, @ForAll @IntRange(max = 3 * LongGcm.SEGMENT) int length) {
    byte[] iv = Arrays.copyOf(key, 12);
    byte[] sealed = joined(key, iv, random(length), LongGcm.SEGMENT);
    byte[] kept = sealed.clone();

    try (SegmentVerifier verifier = new SegmentVerifier(new AesKey(key), iv)) {
      for (int done = 0; done < length; done += LongGcm.SEGMENT) {
        int count = Math.min(LongGcm.SEGMENT, length - done);
        verifier.append(Arrays.copyOfRange(sealed, done, done + count), count);
      }
      assertThat(verifier.tag()).isEqualTo(Arrays.copyOfRange(sealed, length, length + 16));
    }
    assertThat(sealed).isEqualTo(kept);
  }

  @Property(tries = 30)
  void opensEachSegmentUnderItsOwnTagOnly(
      @ForAll @Size(32) byte[] key,
      @ForAll @IntRange(min = 1, max = 2 * LongGcm.SEGMENT) int length) {
    byte[] iv = Arrays.copyOf(key, 12);
    byte[] plain = random(length);
    byte[] sealed = joined(key, iv, plain, LongGcm.SEGMENT);

    try (SegmentVerifier verifier = new SegmentVerifier(new AesKey(key.clone()), iv);
        SegmentOpener opener = new SegmentOpener(new AesKey(key), iv)) {
      for (int done = 0; done < length; done += LongGcm.SEGMENT) {
        int count = Math.min(LongGcm.SEGMENT, length - done);
        byte[] segment = Arrays.copyOfRange(sealed, done, done + count + 16);
        byte[] opened = new byte[count];
        Gf128 tag = verifier.append(segment, count);

        tag.writeTo(segment, count);
        segment[count / 2] ^= 1;
        assertThat(opener.open(segment, count, opened)).isFalse();
        segment[count / 2] ^= 1;
        assertThat(opener.open(segment, count, opened)).isTrue();
        assertThat(opened).isEqualTo(Arrays.copyOfRange(plain, done, done + count));
      }
    }
  }

  @Test
  void takesNothingAfterASegmentThatIsNotWholeBlocks() {
    try (SegmentVerifier verifier = new SegmentVerifier(new AesKey(new byte[32]), new byte[12]);
        SegmentOpener opener = new SegmentOpener(new AesKey(new byte[32]), new byte[12])) {
      byte[] segment = new byte[17 + 16];
      verifier.append(segment, 17).writeTo(segment, 17);
      assertThat(opener.open(segment, 17, new byte[17])).isTrue();

      assertThatIllegalStateException()
          .isThrownBy(() -> opener.open(segment, 16, new byte[16]))
          .withMessageContaining("not the last");
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
    byte[] zeros = new byte[Ciphers.UPDATE];
    byte[] sealed = new byte[Ciphers.UPDATE + 32];
    try (SegmentSealer sealer = new SegmentSealer(new AesKey(key), iv, LongGcm.SEGMENT)) {
      for (long done = 0; done < length; done += zeros.length) {
        sealer.encrypt(zeros, 0, (int) Math.min(zeros.length, length - done), sealed, 0);
      }
      int end = sealer.finish(sealed, 0);

      assertThat(HexFormat.of().formatHex(sealed, end - 16, end)).isEqualTo(tag);
    }
  }

  private static byte[] joined(byte[] key, byte[] iv, byte[] plain, int segmentLength) {
    byte[] all = new byte[plain.length + 16];
    int filled = 0;
    try (SegmentSealer sealer = new SegmentSealer(new AesKey(key.clone()), iv, segmentLength)) {
      for (int done = 0; done < plain.length; done += segmentLength) {
        int count = Math.min(segmentLength, plain.length - done);
        filled += sealer.encrypt(plain, done, count, all, filled);
      }
      assertThat(filled + sealer.finish(all, filled)).isEqualTo(all.length);
    }
    return all;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
