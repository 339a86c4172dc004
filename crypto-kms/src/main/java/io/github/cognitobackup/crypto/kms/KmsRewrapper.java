package io.github.cognitobackup.crypto.kms;

import io.github.cognitobackup.crypto.DataKeyRewrapper;
import io.github.cognitobackup.crypto.RewrappedKey;
import io.github.cognitobackup.error.KeyUnavailableException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

/**
 * Moves data keys to another AWS KMS key with {@code ReEncrypt}: they are never seen outside KMS.
 *
 * <pre>{@code
 * KmsRewrapper rewrapper =
 *     KmsRewrapper.builder()
 *         .client(kms)
 *         .keyId("arn:aws:kms:eu-west-1:123456789012:key/new...")
 *         .fromKeyIds(List.of("arn:aws:kms:eu-west-1:123456789012:key/old..."))
 *         .build();
 * Rewrap.of(storage, rewrapper).run(Selection.all());
 * }</pre>
 *
 * <p><b>Calls.</b> One {@code ReEncrypt} for each data key. It always names the source key, so that
 * a data key that somebody else wrapped under a key of their own never becomes one of yours; when
 * KMS refuses that key, because the data key is under another one or because this one is missing,
 * disabled or denied, the next of {@link Builder#fromKeyIds} is tried, and last the new key itself:
 * a data key that is there already is left as it is. Retries are the client's own.
 *
 * <p><b>Rights.</b> {@code kms:ReEncryptFrom} on the old keys, {@code kms:ReEncryptTo} on the new
 * one, and {@code kms:ReEncryptFrom} on the new one too, without which what was moved before cannot
 * be told from what is under an unknown key. Neither {@code kms:Decrypt} nor {@code
 * kms:GenerateDataKey}.
 *
 * <p><b>Pinning.</b> KMS tells which key it used. One that is not the wanted one is refused, and so
 * is an alias that was pointed elsewhere since this object used it first.
 *
 * <p>Multi-Region keys and errors are as with {@link KmsEncryptor}. Thread-safe. The client stays
 * the caller's to close.
 */
public final class KmsRewrapper implements DataKeyRewrapper {

  private static final String OPERATION = "ReEncrypt";

  private final KmsClient client;
  private final String keyId;
  private final List<String> fromKeyIds;
  private final Map<String, String> fromContext;
  private final Map<String, String> context;
  private final AtomicReference<@Nullable String> keyArn = new AtomicReference<>();

  private KmsRewrapper(Builder builder) {
    client = builder.client();
    keyId = builder.keyId();
    fromKeyIds = builder.fromKeyIds;
    fromContext = builder.fromContext;
    context = builder.context == null ? builder.fromContext : builder.context;
  }

  /**
   * Starts a rewrapper.
   *
   * @return a builder, which needs a client, a key and the keys to move from
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Moves a data key.
   *
   * @param encryptedKey its encrypted form
   * @return the data key under the new key
   * @throws KeyUnavailableException when KMS refuses or cannot be reached, and when the data key is
   *     under none of the keys that were named
   */
  @Override
  public RewrappedKey rewrap(byte[] encryptedKey) {
    TriedKeys tried = new TriedKeys(OPERATION);
    for (String from : fromKeyIds) {
      try {
        ReEncryptResponse answer = reEncrypt(encryptedKey, from, fromContext);
        return answer.sourceKeyId().equals(answer.keyId()) && fromContext.equals(context)
            ? RewrappedKey.unchanged(encryptedKey, answer.keyId())
            : RewrappedKey.moved(answer.ciphertextBlob().asByteArray(), answer.keyId());
      } catch (SdkException e) {
        tried.refused(from, e);
      }
    }
    try {
      return RewrappedKey.unchanged(encryptedKey, reEncrypt(encryptedKey, keyId, context).keyId());
    } catch (SdkException e) {
      tried.refused(keyId, e);
      throw tried.failure();
    }
  }

  private ReEncryptResponse reEncrypt(
      byte[] encryptedKey, String from, Map<String, String> sourceContext) {
    String source = KeyName.in(client, from);
    String destination = KeyName.in(client, keyId);
    ReEncryptResponse answer =
        client.reEncrypt(
            request ->
                request
                    .ciphertextBlob(SdkBytes.fromByteArray(encryptedKey))
                    .sourceKeyId(source)
                    .sourceEncryptionContext(sourceContext)
                    .destinationKeyId(destination)
                    .destinationEncryptionContext(context));
    refuseOtherKey(destination, answer.keyId());
    refuseOtherSource(source, answer.sourceKeyId());
    return answer;
  }

  /** Services that stand in for KMS may pass over the name of the source, which KMS does not. */
  private static void refuseOtherSource(String source, @Nullable String answered) {
    if (answered == null) {
      throw IncorrectKeyException.builder().message("the answer does not name its key").build();
    }
    if (!KeyName.isAlias(source) && !KeyName.isOf(source, answered)) {
      throw IncorrectKeyException.builder().message("the data key is under " + answered).build();
    }
  }

  private void refuseOtherKey(String destination, String answered) {
    boolean wanted =
        KeyName.isAlias(destination)
            ? keyArn.compareAndSet(null, answered) || answered.equals(keyArn.get())
            : KeyName.isOf(destination, answered);
    if (!wanted) {
      throw new KeyUnavailableException(
          keyId,
          "KMS ReEncrypt with key "
              + keyId
              + ": the answer is under "
              + answered
              + ", which is not the requested key. An alias may have been changed meanwhile:"
              + " name the key by its ARN, and start again",
          null);
    }
  }

  /**
   * Returns the keys, and neither a context nor any data key.
   *
   * @return for a person
   */
  @Override
  public String toString() {
    return "KmsRewrapper[" + fromKeyIds + " to " + keyId + "]";
  }

  /** Builds a {@link KmsRewrapper}. Each method refuses what is wrong with its own value. */
  public static final class Builder extends KeyedBuilder<Builder> {

    private List<String> fromKeyIds = List.of();
    private Map<String, String> fromContext = Map.of();
    private @Nullable Map<String, String> context;

    private Builder() {}

    @Override
    Builder self() {
      return this;
    }

    /**
     * Sets the keys that data keys are moved from, and no others.
     *
     * @param fromKeyIds in the order in which they are tried
     * @return this builder
     * @throws IllegalArgumentException when one of them is blank or longer than 2,048 characters
     */
    public Builder fromKeyIds(Collection<String> fromKeyIds) {
      this.fromKeyIds = checkedNames("fromKeyIds", fromKeyIds);
      return this;
    }

    /**
     * Sets the encryption context of the time of sealing, which stays the same unless {@link
     * #newEncryptionContext} sets another one. Empty by default.
     *
     * @param encryptionContext see {@link KmsEncryptor.Builder#encryptionContext}
     * @return this builder
     * @throws IllegalArgumentException when a name is blank or begins with {@code aws:}
     */
    public Builder encryptionContext(Map<String, String> encryptionContext) {
      this.fromContext = EncryptionContext.checked(encryptionContext);
      return this;
    }

    /**
     * Sets the encryption context from now on. With it, a data key can be moved to another context
     * under the same key.
     *
     * @param encryptionContext see {@link KmsEncryptor.Builder#encryptionContext}
     * @return this builder
     * @throws IllegalArgumentException when a name is blank or begins with {@code aws:}
     */
    public Builder newEncryptionContext(Map<String, String> encryptionContext) {
      this.context = EncryptionContext.checked(encryptionContext);
      return this;
    }

    /**
     * Builds the rewrapper. No call is made.
     *
     * @return the rewrapper
     * @throws IllegalStateException when there is no client, no key, or no key to move from
     */
    public KmsRewrapper build() {
      if (!hasClientAndKey() || fromKeyIds.isEmpty()) {
        throw new IllegalStateException(
            "a KmsRewrapper needs client(...), keyId(...) and fromKeyIds(...)");
      }
      return new KmsRewrapper(this);
    }
  }
}
