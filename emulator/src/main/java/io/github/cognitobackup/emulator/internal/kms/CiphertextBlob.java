package io.github.cognitobackup.emulator.internal.kms;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The emulator's own form of a ciphertext: magic, the number of the key material, the key id, a
 * random IV, and AES-256-GCM with the encryption context as associated data.
 */
final class CiphertextBlob {

  private static final int MAGIC = 0x454d5531;
  private static final int IV_LENGTH = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CiphertextBlob() {}

  static byte[] seal(KmsKey key, byte[] plaintext, JsonNode context) {
    byte[] iv = new byte[IV_LENGTH];
    RANDOM.nextBytes(iv);
    int material = key.materials.size() - 1;
    byte[] id = key.id.getBytes(StandardCharsets.US_ASCII);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key.materials.get(material), iv, context).doFinal(plaintext);
      return ByteBuffer.allocate(4 + 2 + 1 + id.length + IV_LENGTH + sealed.length)
          .putInt(MAGIC)
          .putShort((short) material)
          .put((byte) id.length)
          .put(id)
          .put(iv)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM is part of every JDK", e);
    }
  }

  /** The id of the key that sealed a blob. */
  static String keyId(byte[] blob) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(blob);
      if (buffer.getInt() != MAGIC) {
        throw invalid();
      }
      buffer.getShort();
      byte[] id = new byte[buffer.get() & 0xff];
      buffer.get(id);
      return new String(id, StandardCharsets.US_ASCII);
    } catch (BufferUnderflowException e) {
      throw invalid();
    }
  }

  static byte[] open(KmsKey key, byte[] blob, JsonNode context) {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(blob);
      int material = buffer.position(4).getShort();
      buffer.position(7 + (blob[6] & 0xff));
      byte[] iv = new byte[IV_LENGTH];
      buffer.get(iv);
      byte[] sealed = new byte[buffer.remaining()];
      buffer.get(sealed);
      return cipher(Cipher.DECRYPT_MODE, key.materials.get(material), iv, context).doFinal(sealed);
    } catch (GeneralSecurityException | BufferUnderflowException | IndexOutOfBoundsException e) {
      throw invalid();
    }
  }

  static ApiError invalid() {
    return new ApiError("InvalidCiphertextException", null);
  }

  private static Cipher cipher(int mode, byte[] material, byte[] iv, JsonNode context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(material, "AES"), new GCMParameterSpec(TAG_BITS, iv));
    TreeMap<String, String> sorted = new TreeMap<>();
    context.properties().forEach(pair -> sorted.put(pair.getKey(), pair.getValue().asText()));
    sorted.forEach(
        (name, value) -> {
          cipher.updateAAD(lengthAndText(name));
          cipher.updateAAD(lengthAndText(value));
        });
    return cipher;
  }

  private static byte[] lengthAndText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
  }
}
