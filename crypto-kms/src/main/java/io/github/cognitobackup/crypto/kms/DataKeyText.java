package io.github.cognitobackup.crypto.kms;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes the two forms of ADR-001 letter by letter into memory that can be wiped, as the buffers of
 * a JSON generator cannot. Not thread-safe.
 */
final class DataKeyText extends ByteArrayOutputStream {

  /** So long that it never grows, which would leave a copy behind. */
  private static final int CAPACITY = 32 * 1024;

  DataKeyText() {
    super(CAPACITY);
  }

  void json(String kmsKeyId, byte[] encrypted, byte[] plaintext, KeySpec spec, Instant generated) {
    print("{\n  \"kms_key_id\": \"");
    writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(kmsKeyId));
    print("\",\n  \"encrypted_data_key\": \"");
    base64(encrypted);
    print("\",\n  \"plaintext_data_key\": \"");
    base64(plaintext);
    print("\",\n  \"key_spec\": \"");
    print(spec.name());
    print("\",\n  \"generated_at\": \"");
    print(generated.truncatedTo(ChronoUnit.SECONDS).toString());
    print("\"\n}\n");
  }

  /** The name is that of a key that protects nothing, which must not pass for another. */
  void base64OfTest(String name, byte[] encrypted, byte[] plaintext) {
    base64(encrypted, plaintext);
    print("\n# " + name + "\n");
  }

  void base64(byte[] encrypted, byte[] plaintext) {
    print("# 暗号化されたデータキー（Base64）\n");
    base64(encrypted);
    print("\n\n# 平文データキー（Base64）- 注意：セキュアに扱うこと\n");
    base64(plaintext);
    print("\n");
  }

  private void print(String text) {
    writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private void base64(byte[] bytes) {
    byte[] text = Base64.getEncoder().encode(bytes);
    writeBytes(text);
    Arrays.fill(text, (byte) 0);
  }

  /** Wipes what was written. */
  @Override
  public void close() {
    Arrays.fill(buf, (byte) 0);
    reset();
  }
}
