package io.github.cognitobackup.crypto.kms;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.KmsClient;

/**
 * What all builders here have: a client, and the key that data keys are to be under. Each method
 * refuses what is wrong with its own value. Not thread-safe.
 *
 * @param <B> the builder
 */
abstract class KeyedBuilder<B extends KeyedBuilder<B>> {

  private @Nullable KmsClient client;
  private @Nullable String keyId;

  /** Nobody else builds upon it. */
  KeyedBuilder() {}

  /** The builder itself, as what it is. */
  abstract B self();

  /**
   * Sets the client. Its Region is that of the keys, its retry strategy the one that is used.
   *
   * @param client the client, which stays the caller's to close
   * @return this builder
   */
  public B client(KmsClient client) {
    this.client = Objects.requireNonNull(client, "client");
    return self();
  }

  /**
   * Sets the key that data keys are made under, or moved to.
   *
   * <p>An ARN of a key pins it. An alias can be pointed at another key by whoever may call {@code
   * UpdateAlias}: new archives are then sealed under that one.
   *
   * @param keyId a key id, a key ARN, an alias name ({@code alias/...}) or an alias ARN; of another
   *     account an ARN
   * @return this builder
   * @throws IllegalArgumentException when it is blank or longer than 2,048 characters
   */
  public B keyId(String keyId) {
    this.keyId = KeyName.checked("keyId", keyId);
    return self();
  }

  static List<String> checkedNames(String property, Collection<String> names) {
    List<String> copy = List.copyOf(names);
    copy.forEach(name -> KeyName.checked(property, name));
    return copy;
  }

  boolean hasClientAndKey() {
    return client != null && keyId != null;
  }

  KmsClient client() {
    return Objects.requireNonNull(client, "client");
  }

  String keyId() {
    return Objects.requireNonNull(keyId, "keyId");
  }
}
