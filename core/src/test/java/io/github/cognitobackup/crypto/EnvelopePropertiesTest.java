package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EnvelopePropertiesTest {

  private final MapEncryptor encryptor = new MapEncryptor();

  @Property(tries = 300)
  void sealsToTheBytesOfTheJdksOwnGcm(
      @ForAll @Size(max = 5000) byte[] plain, @ForAll @IntRange(min = 1, max = 6000) int chunk)
      throws Exception {
    EncryptedData sealed = EncryptedData.parse(seal(plain, chunk));

    assertThat(sealed.encryptedContent()).isEqualTo(jdkGcm(sealed, plain));
    assertThat(encryptor.decrypt(sealed)).isEqualTo(plain);
  }

  private byte[] jdkGcm(EncryptedData sealed, byte[] plain) throws Exception {
    Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
    byte[] key = encryptor.plaintextOf(sealed.encryptedDataKey());
    gcm.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, sealed.iv()));
    return gcm.doFinal(plain);
  }

  private byte[] seal(byte[] plain, int chunk) throws Exception {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = Envelope.seal(encryptor, sink)) {
      for (int done = 0; done < plain.length; done += chunk) {
        sealing.write(plain, done, Math.min(chunk, plain.length - done));
      }
      sealing.finish();
    }
    return sink.toByteArray();
  }
}
