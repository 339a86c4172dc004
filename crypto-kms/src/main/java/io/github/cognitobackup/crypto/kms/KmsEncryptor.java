package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.error.KeyUnavailableException;
import io.github.cognitobackup.internal.sdk.SdkFloor;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;

/**
 * Makes data keys with AWS KMS (ADR-001, {@code KMSEncryptor}).
 *
 * <pre>{@code
 * KmsEncryptor encryptor =
 *     KmsEncryptor.builder()
 *         .client(kms)
 *         .keyId("alias/cognito-backup-key")
 *         .decryptKeyIds(List.of("arn:aws:kms:eu-west-1:123456789012:key/..."))
 *         .encryptionContext(Map.of("purpose", "cognito-backup"))
 *         .build();
 * }</pre>
 *
 * <p><b>Calls.</b> One {@code GenerateDataKey} for each message sealed, one {@code Decrypt} for
 * each message opened. {@code Decrypt} always names the key, so that a data key that somebody else
 * wrapped under a key of their own is never accepted. Where KMS refuses the key, because the
 * message was sealed under another one or because this one is missing, disabled or denied, the
 * {@link Builder#decryptKeyIds} are tried in their order, and then the keys that this object sealed
 * under before its alias was pointed elsewhere: one more call each. Retries are the client's own.
 *
 * <p><b>Multi-Region keys.</b> The ARN of an {@code mrk-} key of another Region stands for its
 * sibling in the client's Region, which unwraps the same data keys.
 *
 * <p><b>Errors.</b> Every refusal is a {@link KeyUnavailableException} whose message tells what KMS
 * answered about each key that was tried, and what to do next; an interruption of the thread is a
 * {@link io.github.cognitobackup.error.WorkInterruptedException}.
 *
 * <p>Thread-safe. The client stays the caller's to close.
 */
public final class KmsEncryptor implements Encryptor {

  private final KmsClient client;
  private final String keyId;
  private final List<String> decryptKeyIds;
  private final Map<String, String> encryptionContext;
  private final CopyOnWriteArrayList<String> usedKeyArns = new CopyOnWriteArrayList<>();
  private volatile @Nullable String keyArn;

  private KmsEncryptor(Builder builder) {
    client = builder.client();
    keyId = builder.keyId();
    decryptKeyIds = builder.decryptKeyIds;
    encryptionContext = builder.encryptionContext;
  }

  /**
   * Starts an encryptor.
   *
   * @return a builder, which needs a client and a key
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Makes a fresh AES-256 data key: one {@code GenerateDataKey}.
   *
   * @return the key, which the caller closes
   * @throws KeyUnavailableException when KMS refuses or cannot be reached
   */
  @Override
  public DataKey generateDataKey() {
    String name = KeyName.in(client, keyId);
    GenerateDataKeyResponse made;
    try {
      made =
          client.generateDataKey(
              request ->
                  request
                      .keyId(name)
                      .keySpec(DataKeySpec.AES_256)
                      .encryptionContext(encryptionContext));
    } catch (SdkException e) {
      throw KmsFailure.of("GenerateDataKey", keyId, e);
    }
    keyArn = made.keyId();
    usedKeyArns.addIfAbsent(made.keyId());
    return dataKey(made.plaintext(), made.ciphertextBlob().asByteArray());
  }

  /**
   * Unwraps a data key: one {@code Decrypt}, more only as the class description says.
   *
   * @param encryptedKey the encrypted form
   * @return the key, which the caller closes
   * @throws KeyUnavailableException when KMS refuses or cannot be reached
   */
  @Override
  public DataKey decryptDataKey(byte[] encryptedKey) {
    Set<String> names = new LinkedHashSet<>();
    names.add(keyId);
    names.addAll(decryptKeyIds);
    names.addAll(usedKeyArns);
    TriedKeys tried = new TriedKeys("Decrypt");
    for (String name : names) {
      try {
        return decryptDataKey(name, encryptedKey);
      } catch (SdkException e) {
        tried.refused(name, e);
      }
    }
    throw tried.failure();
  }

  private DataKey decryptDataKey(String name, byte[] encryptedKey) {
    String localName = KeyName.in(client, name);
    DecryptResponse unwrapped =
        client.decrypt(
            request ->
                request
                    .keyId(localName)
                    .ciphertextBlob(SdkBytes.fromByteArray(encryptedKey))
                    .encryptionContext(encryptionContext));
    return dataKey(unwrapped.plaintext(), encryptedKey);
  }

  /**
   * Returns the ARN of the key that the latest data key was made under, which is what to keep
   * beside an archive: an alias may be pointed at another key later.
   *
   * @return the ARN as KMS gave it, or empty before the first {@link #generateDataKey()}
   */
  @Override
  public Optional<String> wrappingKey() {
    return Optional.ofNullable(keyArn);
  }

  private DataKey dataKey(SdkBytes plaintext, byte[] encryptedKey) {
    byte[] key = plaintext.asByteArrayUnsafe();
    try {
      if (key.length != DataKey.LENGTH) {
        throw new KeyUnavailableException(
            keyId,
            String.format(
                    Locale.ROOT,
                    "the data key under %s has %d bytes, not the %d of AES-256: this archive was sealed by",
                    keyId,
                    key.length,
                    DataKey.LENGTH)
                + " something else",
            null);
      }
      return DataKey.of(key, encryptedKey);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  /**
   * Returns the key, and neither the context nor any data key.
   *
   * @return for a person
   */
  @Override
  public String toString() {
    return "KmsEncryptor[" + keyId + "]";
  }

  /** Builds a {@link KmsEncryptor}. Each method refuses what is wrong with its own value. */
  public static final class Builder extends KeyedBuilder<Builder> {

    private List<String> decryptKeyIds = List.of();
    private Map<String, String> encryptionContext = Map.of();

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets further keys that are accepted when an archive is opened: the former target of an alias,
     * the key of an archive from elsewhere. None by default.
     *
     * @param decryptKeyIds in the order in which they are tried
     * @return this builder
     * @throws IllegalArgumentException when one of them is blank or longer than 2,048 characters
     */
    public Builder decryptKeyIds(Collection<String> decryptKeyIds) {
      this.decryptKeyIds = checkedNames("decryptKeyIds", decryptKeyIds);
      return this;
    }

    /**
     * Sets the encryption context of every call, empty by default. What was sealed under a context
     * opens under the same one only; a key policy can demand it ({@code
     * kms:EncryptionContext:...}).
     *
     * <p><b>It is no secret:</b> CloudTrail logs it in plain text with each call. Put no personal
     * data into it. It is not stored in the archive, so keep it with the configuration.
     *
     * @param encryptionContext names and values, for example {@code purpose} and {@code
     *     cognito-backup}
     * @return this builder
     * @throws IllegalArgumentException when a name is blank, or begins with {@code aws:}, which KMS
     *     keeps to itself
     */
    public Builder encryptionContext(Map<String, String> encryptionContext) {
      this.encryptionContext = EncryptionContext.checked(encryptionContext);
      return this;
    }

    /**
     * Builds the encryptor. No call is made.
     *
     * @return the encryptor
     * @throws IllegalStateException when there is no client or no key
     * @throws io.github.cognitobackup.error.UnsupportedSdkException when the AWS SDK on the class
     *     path is older than the oldest that will do
     */
    public KmsEncryptor build() {
      SdkFloor.check(VersionInfo.class);
      if (!hasClientAndKey()) {
        throw new IllegalStateException("a KmsEncryptor needs client(...) and keyId(...)");
      }
      return new KmsEncryptor(this);
    }
  }
}
