package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.internal.file.NewFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A data key to be handed on, <b>the plain key included</b>: what {@code generate-datakey} of
 * ADR-001 prints. {@link DataKeys} makes and validates it.
 *
 * <p>The JSON form:
 *
 * <pre>{@code
 * {
 *   "kms_key_id": "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012",
 *   "encrypted_data_key": "AQIDAHhqBX...",
 *   "plaintext_data_key": "XXXX...",
 *   "key_spec": "AES_256",
 *   "generated_at": "2024-01-01T12:00:00Z"
 * }
 * }</pre>
 *
 * <p>The base64 form has the two keys only, each below a comment. What is read from it has no
 * {@link #kmsKeyId()} and no {@link #generatedAt()}.
 *
 * <p>{@link #close()} wipes the plain key; arrays that hold it and were given out are the caller's
 * to wipe. There is on purpose no {@code equals}, no telling {@code toString} and no serialization.
 * Thread-safe.
 */
public final class DataKeyDocument implements AutoCloseable {

  /** The bytes of the longest text that is read. */
  public static final int MAX_LENGTH = 64 * 1024;

  private final String name;
  private final @Nullable String kmsKeyId;
  private final byte[] encryptedDataKey;
  private final byte[] plaintextDataKey;
  private final KeySpec keySpec;
  private final @Nullable Instant generatedAt;
  private boolean closed;

  /** How a document is written. */
  public enum Format {
    /** One JSON object with all members. */
    JSON,
    /** The two keys in base64, each below a comment line. */
    BASE64
  }

  /** Takes the arrays over; the name is that of the document in messages. */
  DataKeyDocument(
      String name,
      @Nullable String kmsKeyId,
      byte[] encryptedDataKey,
      byte[] plaintextDataKey,
      KeySpec keySpec,
      @Nullable Instant generatedAt) {
    this.name = name;
    this.kmsKeyId = kmsKeyId;
    this.encryptedDataKey = encryptedDataKey;
    this.plaintextDataKey = plaintextDataKey;
    this.keySpec = keySpec;
    this.generatedAt = generatedAt;
  }

  /**
   * Reads either form. It must be whole and sound; members that the JSON form does not know are
   * passed over.
   *
   * @param text UTF-8; the caller wipes it
   * @return the document, which the caller closes
   * @throws io.github.cognitobackup.error.InvalidDataKeyException when it is not a data key's text;
   *     the message tells where, and quotes nothing
   */
  public static DataKeyDocument parse(byte[] text) {
    return new DataKeyParser("the data key").parse(text);
  }

  /**
   * Reads a file of either form, as {@link #parse} does.
   *
   * @param file the file
   * @return the document, which the caller closes
   * @throws IOException when the file cannot be read
   * @throws io.github.cognitobackup.error.InvalidDataKeyException when it is not a data key's, or
   *     longer than {@value #MAX_LENGTH} bytes; the message names the file and quotes nothing of it
   */
  public static DataKeyDocument read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "is a folder");
    }
    byte[] buffer = new byte[MAX_LENGTH + 1];
    byte[] text = {};
    try (InputStream stream = Files.newInputStream(file)) {
      text = Arrays.copyOf(buffer, stream.readNBytes(buffer, 0, buffer.length));
      return new DataKeyParser(file.toString()).parse(text);
    } finally {
      Arrays.fill(buffer, (byte) 0);
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Writes the document into a new file, which appears whole or not at all and only its owner may
   * read.
   *
   * @param file the file, which must not exist
   * @param format the form
   * @throws IOException when the file cannot be written
   * @throws io.github.cognitobackup.error.ArchiveExistsException when the file exists
   * @throws IllegalStateException when the document is closed, or was read from the base64 form and
   *     has no JSON form
   */
  public void write(Path file, Format format) throws IOException {
    byte[] text = toBytes(format);
    try (NewFile created = NewFile.create(file)) {
      created.stream().write(text);
      created.publish();
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Returns the text of the document.
   *
   * @param format the form
   * @return UTF-8 with a newline at its end; <b>it holds the plain key</b>, so the caller wipes it
   * @throws IllegalStateException when the document is closed, or was read from the base64 form and
   *     has no JSON form
   */
  public synchronized byte[] toBytes(Format format) {
    requireOpen();
    try (DataKeyText text = new DataKeyText()) {
      switch (format) {
        case JSON -> {
          if (kmsKeyId == null || generatedAt == null) {
            throw new IllegalStateException(
                "what was read from the base64 form names no KMS key: it has no JSON form");
          }
          text.json(kmsKeyId, encryptedDataKey, plaintextDataKey, keySpec, generatedAt);
        }
        case BASE64 -> {
          if (isTest()) {
            text.base64OfTest(TestDataKey.KMS_KEY_ID, encryptedDataKey, plaintextDataKey);
          } else {
            text.base64(encryptedDataKey, plaintextDataKey);
          }
        }
      }
      return text.toByteArray();
    }
  }

  /**
   * Returns the KMS key that encrypted the data key.
   *
   * @return its ARN where KMS named it; empty after the base64 form
   */
  public Optional<String> kmsKeyId() {
    return Optional.ofNullable(kmsKeyId);
  }

  /**
   * Returns the encrypted form, which is no secret.
   *
   * @return a copy
   */
  public byte[] encryptedDataKey() {
    return encryptedDataKey.clone();
  }

  /**
   * Returns the plain key.
   *
   * @return a copy, which the caller wipes
   * @throws IllegalStateException when the document is closed
   */
  public synchronized byte[] plaintextDataKey() {
    requireOpen();
    return plaintextDataKey.clone();
  }

  /**
   * Returns the kind of the key.
   *
   * @return its spec; after the base64 form, by the key's length
   */
  public KeySpec keySpec() {
    return keySpec;
  }

  /**
   * Returns when the key was made.
   *
   * @return the moment, in whole seconds where {@link DataKeys} made it; empty after the base64
   *     form
   */
  public Optional<Instant> generatedAt() {
    return Optional.ofNullable(generatedAt);
  }

  /**
   * Returns whether the key was made by {@link DataKeys#generateTest} and so protects nothing: no
   * KMS key encrypted it.
   *
   * @return whether it is for tests only
   */
  public boolean isTest() {
    return TestDataKey.is(kmsKeyId, encryptedDataKey);
  }

  /** What messages call it. */
  String name() {
    return name;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("this data key is closed");
    }
  }

  /** Wipes the plain key. May be called again. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(plaintextDataKey, (byte) 0);
  }

  /**
   * Returns a text that says nothing of the key.
   *
   * @return always the same
   */
  @Override
  public String toString() {
    return "DataKeyDocument";
  }
}
