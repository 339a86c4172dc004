package io.github.cognitobackup.emulator;

import io.github.cognitobackup.emulator.internal.kms.KmsService;

/**
 * The keys of an {@link Emulator}, from behind.
 *
 * <p>Where a method takes a key id, the id, the ARN, an alias or the ARN of an alias will do; an
 * unknown one makes it throw a {@link RuntimeException}. A key of another Region is addressed by
 * its ARN. Thread-safe.
 */
public final class KmsControl {

  private final KmsService service;

  KmsControl(KmsService service) {
    this.service = service;
  }

  /**
   * Creates a symmetric key of one Region.
   *
   * @return its ARN
   */
  public String createKey() {
    return service.createKey(false);
  }

  /**
   * Creates a symmetric key of one Region under an id of the caller's choice, such as the one that
   * a configuration names.
   *
   * @param id the id, which no key has yet; a real one is a UUID
   * @return its ARN
   * @throws IllegalArgumentException if there is such a key
   */
  public String createKey(String id) {
    return service.createKey(id);
  }

  /**
   * Creates a multi-Region key.
   *
   * @return the ARN of the primary key in the emulator's Region
   */
  public String createMultiRegionKey() {
    return service.createKey(true);
  }

  /**
   * Makes the sibling of a multi-Region key in another Region.
   *
   * @param keyId the key
   * @param region the other Region
   * @return the sibling's ARN
   */
  public String replicate(String keyId, String region) {
    return service.replicate(keyId, region);
  }

  /**
   * Finds a key.
   *
   * @param keyId the key
   * @return its ARN
   */
  public String keyArn(String keyId) {
    return service.arn(keyId);
  }

  /**
   * Points an alias at a key, whatever it pointed at before.
   *
   * @param alias a name that starts with {@code alias/}
   * @param keyId the key
   */
  public void alias(String alias, String keyId) {
    service.alias(alias, keyId);
  }

  /**
   * Puts a key into a state.
   *
   * @param keyId the key
   * @param state a KMS key state, such as {@code Disabled} or {@code PendingDeletion}
   * @throws IllegalArgumentException if there is no such state
   */
  public void state(String keyId, String state) {
    service.state(keyId, state);
  }

  /**
   * Gives a key new material; what was encrypted before stays readable.
   *
   * @param keyId the key
   */
  public void rotate(String keyId) {
    service.rotate(keyId);
  }
}
