package io.github.cognitobackup.crypto;

import io.github.cognitobackup.internal.file.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * The file format of ADR-001, usable alone: seals bytes of any kind and opens them again, in
 * constant memory.
 *
 * <p>A sealed file is {@code IV length (4, big-endian) | encrypted data key length (4) | IV (12) |
 * encrypted data key | ciphertext | tag (16)}, AES-256-GCM without associated data under a data key
 * that seals nothing else.
 *
 * <p><b>Security guarantees.</b> Without the key nobody learns more than the length, and every
 * change, however small, is found before a byte is released.
 *
 * <p><b>What it cannot do.</b> It does not hide the length, does not say when or by whom a file was
 * sealed (whoever may generate data keys may seal), and does not notice that a whole file was
 * replaced by another one sealed under the same key.
 *
 * <p>Thread-safe.
 */
public final class Envelope {

  /** The bytes of the initialization vector. */
  public static final int IV_LENGTH = 12;

  /** The bytes of the authentication tag at the end. */
  public static final int TAG_LENGTH = 16;

  /** The most bytes of an encrypted data key: the longest that AWS KMS decrypts. */
  public static final int MAX_ENCRYPTED_KEY_LENGTH = 6144;

  /** The most bytes of plaintext: 64 GiB - 32, the limit of GCM (NIST SP 800-38D, 5.2.1.1). */
  public static final long MAX_PLAINTEXT_LENGTH = (1L << 36) - 32;

  /** The most bytes of a sealed file. */
  public static final long MAX_SEALED_LENGTH =
      EnvelopeHeader.LENGTHS
          + IV_LENGTH
          + MAX_ENCRYPTED_KEY_LENGTH
          + MAX_PLAINTEXT_LENGTH
          + TAG_LENGTH;

  private static final int COPY_BUFFER = 64 * 1024;

  private Envelope() {}

  /**
   * Begins a sealed message under a fresh data key; the header is written at once.
   *
   * <pre>{@code
   * try (SealingOutputStream sealing = Envelope.seal(encryptor, sink)) {
   *   writeTo(sealing);
   *   sealing.finish();
   * }
   * }</pre>
   *
   * @param encryptor makes the data key: one call
   * @param sink takes the sealed bytes; it is never closed here
   * @return a stream that takes the plaintext, which the caller finishes and closes
   * @throws IOException when the sink refuses
   * @throws io.github.cognitobackup.error.KeyUnavailableException when there is no data key
   */
  public static SealingOutputStream seal(Encryptor encryptor, OutputStream sink)
      throws IOException {
    try (DataKey key = encryptor.generateDataKey()) {
      return seal(key, sink);
    }
  }

  static SealingOutputStream seal(DataKey key, OutputStream sink) throws IOException {
    byte[] iv = new byte[IV_LENGTH];
    new SecureRandom().nextBytes(iv);
    EnvelopeHeader header = new EnvelopeHeader(iv, key.encryptedKey());
    return new SealingOutputStream(key.takeForSealing(), header, sink, MAX_PLAINTEXT_LENGTH);
  }

  /**
   * Opens a sealed message: reads it to its end and authenticates all of it before this method
   * returns.
   *
   * @param encryptor unwraps the data key: one call
   * @param sealed the sealed bytes, which are read once here and once for each stream
   * @return the opened message, which the caller closes
   * @throws IOException when the bytes cannot be read, or the thread was interrupted
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when they are not what was sealed
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the data key cannot be had
   */
  public static OpenedEnvelope open(Encryptor encryptor, ReopenableSource sealed)
      throws IOException {
    try (SealedReader reader = reader(sealed)) {
      DataKey dataKey = encryptor.decryptDataKey(reader.header().encryptedKey());
      boolean done = false;
      try (AesKey key = dataKey.copy()) {
        Verification verification = Verification.of(reader, key, MAX_PLAINTEXT_LENGTH);
        done = true;
        return new OpenedEnvelope(sealed, verification, dataKey);
      } finally {
        if (!done) {
          dataKey.close();
        }
      }
    }
  }

  /**
   * Seals a file into a new one, which appears whole or not at all and only its owner may read.
   *
   * @param encryptor makes the data key: one call
   * @param in the plain file
   * @param out the sealed file, which must not exist
   * @throws IOException when a file cannot be read or written, or the thread was interrupted
   * @throws io.github.cognitobackup.error.ArchiveExistsException when {@code out} exists
   * @throws io.github.cognitobackup.error.KeyUnavailableException when there is no data key
   */
  public static void seal(Encryptor encryptor, Path in, Path out) throws IOException {
    try (InputStream plain = Files.newInputStream(in);
        NewFile file = NewFile.create(out);
        SealingOutputStream sealing = seal(encryptor, file.stream())) {
      copy(plain, sealing);
      sealing.finish();
      file.publish();
    }
  }

  /**
   * Opens a sealed file into a new plain one, which appears whole or not at all and only its owner
   * may read. Nothing is written before all was authenticated.
   *
   * @param encryptor unwraps the data key: one call
   * @param in the sealed file
   * @param out the plain file, which must not exist
   * @throws IOException when a file cannot be read or written, or the thread was interrupted
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when {@code in} is not what was
   *     sealed
   * @throws io.github.cognitobackup.error.ArchiveExistsException when {@code out} exists
   * @throws io.github.cognitobackup.error.KeyUnavailableException when the data key cannot be had
   */
  public static void open(Encryptor encryptor, Path in, Path out) throws IOException {
    if (Files.size(in) > MAX_SEALED_LENGTH) {
      throw Verification.tooLong(MAX_PLAINTEXT_LENGTH);
    }
    NewFile.refuseExisting(out);
    try (OpenedEnvelope opened = open(encryptor, () -> Files.newInputStream(in));
        InputStream plain = opened.openStream();
        NewFile file = NewFile.create(out)) {
      copy(plain, file.stream());
      file.publish();
    }
  }

  /**
   * Returns whether a file may be a sealed one, from its first bytes. Only {@link #open} knows.
   *
   * @param head the first bytes, eight of them if there are as many
   * @return whether they are the lengths of a sound header
   */
  public static boolean looksSealed(byte[] head) {
    return EnvelopeHeader.hasSoundLengths(head);
  }

  private static SealedReader reader(ReopenableSource sealed) throws IOException {
    InputStream in = sealed.openStream();
    try {
      return new SealedReader(in);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[COPY_BUFFER];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("interrupted while a file was sealed or opened");
      }
      out.write(buffer, 0, count);
    }
  }
}
