package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.CognitoBackupException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class EnvelopePropertiesTest {

  private final MapEncryptor encryptor = new MapEncryptor();

  @Property(tries = 300)
  void givesBackWhateverWasSealedHoweverItWasWritten(
      @ForAll @Size(max = 5000) byte[] plain, @ForAll @IntRange(min = 1, max = 6000) int chunk)
      throws Exception {
    assertThat(open(seal(plain, chunk))).isEqualTo(plain);
  }

  @Property(tries = 20)
  void givesBackWhatIsLongerThanASegment(
      @ForAll @IntRange(max = 3 * LongGcm.SEGMENT) int length,
      @ForAll @IntRange(min = 1, max = 2 * LongGcm.SEGMENT) int chunk,
      @ForAll byte filling)
      throws Exception {
    byte[] plain = new byte[length];
    Arrays.fill(plain, filling);

    byte[] sealed = seal(plain, chunk);

    assertThat(EncryptedData.parse(sealed).encryptedContent())
        .isEqualTo(jdkGcm(EncryptedData.parse(sealed), plain));
    assertThat(open(sealed)).isEqualTo(plain);
  }

  @Property(tries = 300)
  void sealsToTheBytesOfTheJdksOwnGcm(@ForAll @Size(max = 5000) byte[] plain) throws Exception {
    EncryptedData sealed = EncryptedData.parse(seal(plain, 1000));

    assertThat(sealed.encryptedContent()).isEqualTo(jdkGcm(sealed, plain));
  }

  @Property(tries = 500)
  void refusesASingleFlippedBitAnywhere(
      @ForAll @Size(max = 300) byte[] plain, @ForAll @LongRange(min = 0) long place)
      throws Exception {
    byte[] sealed = seal(plain, 100);
    int bit = (int) (place % (sealed.length * 8L));
    sealed[bit / 8] ^= (byte) (1 << (bit % 8));

    assertThatThrownBy(() -> open(sealed)).isInstanceOf(CognitoBackupException.class);
  }

  @Property(tries = 500)
  void refusesWhatWasCutAnywhere(
      @ForAll @Size(max = 300) byte[] plain, @ForAll @LongRange(min = 0) long place)
      throws Exception {
    byte[] sealed = seal(plain, 100);
    byte[] cut = Arrays.copyOf(sealed, (int) (place % sealed.length));

    assertThatThrownBy(() -> open(cut)).isInstanceOf(CognitoBackupException.class);
  }

  private byte[] jdkGcm(EncryptedData sealed, byte[] plain) throws Exception {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] key = encryptor.plaintextOf(sealed.encryptedDataKey());
    gcm.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed.iv()));
    return gcm.doFinal(plain);
  }

  private byte[] seal(byte[] plain, int chunk) throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = Envelope.seal(encryptor, sink)) {
      for (int done = 0; done < plain.length; done += chunk) {
        sealing.write(plain, done, Math.min(chunk, plain.length - done));
      }
      sealing.finish();
    }
    return sink.toByteArray();
  }

  private byte[] open(byte[] sealed) throws IOException {
    try (OpenedEnvelope opened = Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed))) {
      return opened.openStream().readAllBytes();
    }
  }
}
