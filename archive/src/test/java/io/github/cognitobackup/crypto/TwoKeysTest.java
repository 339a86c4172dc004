package io.github.cognitobackup.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/**
 * One ciphertext that is authentic under two keys, as anyone can make it who knows both: AES-GCM
 * does not commit to its key. Of the two plaintexts only one can begin as an archive does.
 */
class TwoKeysTest {

  private static final int BLOCK = 16;
  private static final int HEADER = 20 + 7;

  private final Random random = new Random(42);
  private final byte[] first = key();
  private final byte[] second = key();
  private final byte[] iv = Arrays.copyOf(key(), 12);

  @Test
  void anEnvelopeOpensUnderBoth() throws Exception {
    byte[] sealed = authenticUnderBoth(new byte[10 * BLOCK]);

    assertThat(Arrays.copyOf(open(sealed, first), 10 * BLOCK)).containsOnly(0);
    assertThat(open(sealed, second)).hasSize(11 * BLOCK);
  }

  @Test
  void anArchiveIsOneUnderOneOfThemAlone() throws Exception {
    byte[] archive = archive();
    byte[] sealed = authenticUnderBoth(archive);
    byte[] one = Arrays.copyOf(open(sealed, first), archive.length);
    byte[] other = open(sealed, second);

    ArchiveReader reader =
        ArchiveReader.open(() -> new ByteArrayInputStream(one), ReadLimits.defaults());
    assertThat(reader.committed()).isTrue();
    assertThatThrownBy(
            () -> ArchiveReader.open(() -> new ByteArrayInputStream(other), ReadLimits.defaults()))
        .isInstanceOf(ArchiveCorruptException.class);
    assertThat(Arrays.copyOfRange(one, 16, 48)).containsOnly(0);
    assertThat(Arrays.copyOfRange(other, 16, 48)).isNotEqualTo(new byte[32]);
  }

  /** The blocks of a plaintext under the first key, and a last one that makes both tags one. */
  private byte[] authenticUnderBoth(byte[] plaintext) throws GeneralSecurityException {
    int blocks = (plaintext.length + BLOCK - 1) / BLOCK;
    byte[] ciphertext = new byte[(blocks + 1) * BLOCK];
    for (int i = 0; i < blocks; i++) {
      byte[] stream = encrypt(first, counter(i + 2));
      for (int j = 0; j < BLOCK; j++) {
        int at = i * BLOCK + j;
        ciphertext[at] = (byte) ((at < plaintext.length ? plaintext[at] : 0) ^ stream[j]);
      }
    }
    // tag = sum of (block * H^n) + lengths * H + E(counter 1); the last block has the factor H^2
    Gf128 difference = tag(first, ciphertext).add(tag(second, ciphertext));
    Gf128 factor = hash(first).power(2).add(hash(second).power(2));
    difference.multiply(factor.inverse()).writeTo(ciphertext, blocks * BLOCK);
    byte[] tag = tag(first, ciphertext).toBytes();
    assertThat(tag(second, ciphertext).toBytes()).isEqualTo(tag);
    return ByteBuffer.allocate(HEADER + ciphertext.length + BLOCK)
        .putInt(12)
        .putInt(7)
        .put(iv)
        .put("wrapped".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
        .put(ciphertext)
        .put(tag)
        .array();
  }

  private Gf128 tag(byte[] key, byte[] ciphertext) throws GeneralSecurityException {
    Gf128 hash = hash(key);
    Gf128 sum = Gf128.zero();
    for (int at = 0; at < ciphertext.length; at += BLOCK) {
      sum.add(Gf128.of(ciphertext, at)).multiply(hash);
    }
    sum.add(Gf128.lengths(0, ciphertext.length)).multiply(hash);
    return sum.add(Gf128.of(encrypt(key, counter(1))));
  }

  private static Gf128 hash(byte[] key) throws GeneralSecurityException {
    return Gf128.of(encrypt(key, new byte[BLOCK]));
  }

  private byte[] counter(int number) {
    return ByteBuffer.allocate(BLOCK).put(iv).putInt(number).array();
  }

  private static byte[] encrypt(byte[] key, byte[] block) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    return cipher.doFinal(block);
  }

  private static byte[] open(byte[] sealed, byte[] key) throws Exception {
    Encryptor encryptor =
        new Encryptor() {
          @Override
          public DataKey generateDataKey() {
            throw new UnsupportedOperationException();
          }

          @Override
          public DataKey decryptDataKey(byte[] encryptedKey) {
            return DataKey.of(key.clone(), encryptedKey);
          }
        };
    try (OpenedEnvelope envelope =
            Envelope.open(encryptor, () -> new ByteArrayInputStream(sealed));
        InputStream stream = envelope.openStream()) {
      return stream.readAllBytes();
    }
  }

  private static byte[] archive() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Instant start = Instant.parse("2026-11-26T10:00:00Z");
    try (ArchiveWriter writer = ArchiveWriter.to(bytes, ArchiveHeader.of("eu-west-1_A", start))) {
      writer.resource("user-pool", new ObjectMapper().createObjectNode().put("Id", "eu-west-1_A"));
      writer.finish();
    }
    return bytes.toByteArray();
  }

  private byte[] key() {
    byte[] key = new byte[32];
    random.nextBytes(key);
    return key;
  }
}
