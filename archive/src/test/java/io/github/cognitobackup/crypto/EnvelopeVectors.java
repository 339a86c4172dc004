package io.github.cognitobackup.crypto;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes the vectors of {@code docs/format/vectors} with the JDK's one-shot GCM and nothing of the
 * code they test. Made again, after {@code ./mvnw -pl core -am test-compile}, with
 *
 * <pre>java -cp core/target/test-classes io.github.cognitobackup.crypto.EnvelopeVectors \
 *     docs/format/vectors</pre>
 */
final class EnvelopeVectors {

  private static final HexFormat HEX = HexFormat.of();
  private static final int KEY_AT = 20;

  private final Map<String, byte[]> files = new TreeMap<>();

  private EnvelopeVectors() {}

  public static void main(String[] args) throws Exception {
    for (Map.Entry<String, byte[]> file : all().entrySet()) {
      Files.write(Path.of(args[0], file.getKey()), file.getValue());
    }
  }

  /** Gives every vector under its file name. */
  static Map<String, byte[]> all() throws Exception {
    EnvelopeVectors vectors = new EnvelopeVectors();
    vectors.successes();
    vectors.headerLengths();
    vectors.flips();
    vectors.cutsAndTails();
    vectors.otherMessages();
    vectors.otherFiles();
    return vectors.files;
  }

  private void successes() throws Exception {
    for (int length : new int[] {0, 1, 15, 16, 17, 4095, 4096, 4097, 262_161}) {
      Sealed sealed = new Sealed(length, 184);
      success("success-" + length + "-bytes", sealed, length + " bytes of plaintext");
    }
    success("success-worked-example", new Sealed("wrapped", "hello, world"), "as in envelope.md");
    success("success-key-1-byte", new Sealed(40, 1), "the shortest encrypted data key");
    success("success-key-6144-bytes", new Sealed(40, 6144), "the longest encrypted data key");
  }

  private void headerLengths() throws Exception {
    Sealed sealed = new Sealed(64, 16);
    long[] lengths = {0, 13, Integer.MAX_VALUE, 0xFFFF_FFFFL};
    for (long length : lengths) {
      byte[] bytes = sealed.bytes();
      ByteBuffer.wrap(bytes).putInt(0, (int) length);
      fault("header-iv-length-" + length, "header", sealed, bytes, "IV length is " + length);
      bytes = sealed.bytes();
      ByteBuffer.wrap(bytes).putInt(4, (int) length);
      // a shorter key is a sane length, but no key that the key service knows
      String expect = length == 13 ? "key" : "header";
      fault("header-key-length-" + length, expect, sealed, bytes, "key length is " + length);
    }
    byte[] bytes = sealed.bytes();
    ByteBuffer.wrap(bytes).putInt(4, 6145);
    fault("header-key-length-6145", "header", sealed, bytes, "one more than a key may have");
    bytes = sealed.bytes();
    ByteBuffer.wrap(bytes).putInt(0, Integer.reverseBytes(12)).putInt(4, Integer.reverseBytes(16));
    fault("header-little-endian", "header", sealed, bytes, "both lengths in little-endian order");
    bytes = sealed.bytes();
    ByteBuffer.wrap(bytes).putInt(0, 16).putInt(4, 12);
    fault("header-lengths-swapped", "header", sealed, bytes, "the two lengths exchanged");
  }

  private void flips() throws Exception {
    Sealed sealed = new Sealed(64, 16);
    int header = KEY_AT + 16;
    for (int at = 0; at < header; at++) {
      String expect = at < 6 ? "header" : at < 8 ? "key" : at < KEY_AT ? "authentication" : "key";
      if (at == 6) {
        // 16 becomes 272 bytes, more than there are
        expect = "truncated";
      }
      flip(String.format(Locale.ROOT, "flip-header-byte-%02d", at), expect, sealed, at);
    }
    int[] body = {0, 15, 16, 37, 63};
    for (int at : body) {
      flip(
          String.format(Locale.ROOT, "flip-ciphertext-byte-%02d", at),
          "authentication",
          sealed,
          header + at);
    }
    for (int at = 0; at < 16; at++) {
      flip(
          String.format(Locale.ROOT, "flip-tag-byte-%02d", at),
          "authentication",
          sealed,
          header + 64 + at);
    }
    flip("flip-tag-of-empty-message", "authentication", new Sealed(0, 16), header);
    byte[] swapped = sealed.bytes();
    System.arraycopy(sealed.bytes(), header, swapped, header + 16, 16);
    System.arraycopy(sealed.bytes(), header + 16, swapped, header, 16);
    fault(
        "ciphertext-blocks-swapped",
        "authentication",
        sealed,
        swapped,
        "the first two blocks of ciphertext exchanged");
  }

  private void cutsAndTails() throws Exception {
    Sealed sealed = new Sealed(64, 16);
    int header = KEY_AT + 16;
    int[] cuts = {
      1,
      3,
      4,
      7,
      8,
      9,
      KEY_AT - 1,
      KEY_AT,
      KEY_AT + 1,
      header - 1,
      header,
      header + 1,
      header + 15,
      header + 16,
      header + 17,
      header + 32,
      header + 63,
      header + 64,
      header + 65,
      header + 79
    };
    for (int cut : cuts) {
      fault(
          String.format(Locale.ROOT, "cut-at-%03d", cut),
          cut < header + 16 ? "truncated" : "authentication",
          sealed,
          Arrays.copyOf(sealed.bytes(), cut),
          "only the first " + cut + " of " + sealed.bytes().length + " bytes");
    }
    int length = sealed.bytes().length;
    for (int tail : new int[] {1, 16}) {
      fault(
          "trailing-" + tail + "-bytes",
          "authentication",
          sealed,
          Arrays.copyOf(sealed.bytes(), length + tail),
          tail + " zero bytes behind the tag");
    }
    byte[] twice = Arrays.copyOf(sealed.bytes(), 2 * length);
    System.arraycopy(sealed.bytes(), 0, twice, length, length);
    fault("trailing-second-file", "authentication", sealed, twice, "the whole file twice");
  }

  private void otherMessages() throws Exception {
    Sealed sealed = new Sealed(64, 16);
    byte[] wrong = sealed.dataKey.clone();
    wrong[31] ^= 1;
    add("wrong-data-key", "authentication", sealed, wrong, sealed.bytes(), "another data key");
    Sealed unknown = new Sealed(64, 16);
    unknown.encryptedKey[0] ^= 1;
    fault("unknown-data-key", "key", unknown, sealed.bytes(), "the key service knows another key");
    byte[] withData = sealed.with(12, "tar.gz".getBytes(StandardCharsets.US_ASCII), 128);
    fault("associated-data", "authentication", sealed, withData, "sealed with associated data");
    byte[] shortTag = sealed.with(12, new byte[0], 96);
    fault("tag-of-12-bytes", "authentication", sealed, shortTag, "sealed with a tag of 96 bits");
    byte[] longIv = sealed.with(16, new byte[0], 128);
    fault("iv-of-16-bytes", "header", sealed, longIv, "sound GCM under a vector of 16 bytes");
  }

  private void otherFiles() throws Exception {
    Sealed sealed = new Sealed(64, 16);
    fault("empty-file", "truncated", sealed, new byte[0], "no byte at all");
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(sealed.plain);
    }
    byte[] plain = gzip.toByteArray();
    // the operating system, which runtimes fill in differently
    plain[9] = (byte) 0xff;
    fault("plain-gzip", "plain", sealed, plain, "a gzip file that was never sealed");
    fault("all-zero", "header", sealed, new byte[64], "64 zero bytes");
  }

  private void success(String name, Sealed sealed, String comment) throws Exception {
    add(name, "success", sealed, sealed.dataKey, sealed.bytes(), comment);
  }

  private void flip(String name, String expect, Sealed sealed, int at) throws Exception {
    byte[] bytes = sealed.bytes();
    bytes[at] ^= 1;
    fault(name, expect, sealed, bytes, "the lowest bit of byte " + at + " of the file flipped");
  }

  private void fault(String name, String expect, Sealed sealed, byte[] bytes, String comment)
      throws Exception {
    add(name, expect, sealed, sealed.dataKey, bytes, comment);
  }

  private void add(
      String name, String expect, Sealed sealed, byte[] dataKey, byte[] bytes, String comment)
      throws Exception {
    StringBuilder head = new StringBuilder();
    head.append("comment: ").append(comment).append('\n');
    head.append("expect: ").append(expect).append('\n');
    head.append("encrypted-data-key: ").append(HEX.formatHex(sealed.encryptedKey)).append('\n');
    head.append("data-key: ").append(HEX.formatHex(dataKey)).append('\n');
    if (expect.equals("success")) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(sealed.plain);
      head.append("plaintext-length: ").append(sealed.plain.length).append('\n');
      head.append("plaintext-sha256: ").append(HEX.formatHex(hash)).append('\n');
    }
    head.append("sealed-length: ").append(bytes.length).append("\n\n");
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head.toString().getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(bytes);
    if (files.put(name + ".vector", file.toByteArray()) != null) {
      throw new IllegalStateException("two vectors named " + name);
    }
  }

  /** A message drawn from its own lengths, so that adding a vector changes no other. */
  private static final class Sealed {
    private final byte[] dataKey = new byte[32];
    private final byte[] encryptedKey;
    private final byte[] iv = new byte[16];
    private final byte[] plain;

    Sealed(int length, int keyLength) {
      Random random = new Random(31L * length + keyLength);
      encryptedKey = new byte[keyLength];
      plain = new byte[length];
      random.nextBytes(dataKey);
      random.nextBytes(encryptedKey);
      random.nextBytes(iv);
      random.nextBytes(plain);
    }

    /** Counts the bytes of the data key and of the vector up from zero. */
    Sealed(String encryptedKey, String plain) {
      this.encryptedKey = encryptedKey.getBytes(StandardCharsets.US_ASCII);
      this.plain = plain.getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < dataKey.length; i++) {
        dataKey[i] = (byte) i;
        iv[i % iv.length] = (byte) (i % iv.length);
      }
    }

    byte[] bytes() throws GeneralSecurityException, IOException {
      return with(12, new byte[0], 128);
    }

    byte[] with(int ivLength, byte[] associatedData, int tagBits)
        throws GeneralSecurityException, IOException {
      byte[] vector = Arrays.copyOf(iv, ivLength);
      Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
      gcm.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(dataKey, "AES"),
          new GCMParameterSpec(tagBits, vector));
      gcm.updateAAD(associatedData);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(ByteBuffer.allocate(8).putInt(ivLength).putInt(encryptedKey.length).array());
      out.write(vector);
      out.write(encryptedKey);
      out.write(gcm.doFinal(plain));
      return out.toByteArray();
    }
  }
}
