package io.github.cognitobackup.crypto.kms;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.KmsClientBuilder;

/**
 * The {@code kms} section of a configuration file (ADR-001, {@code KMSConfig}). The host reads it
 * with the JSON library's {@code ObjectMapper}, makes the client, and passes it in:
 *
 * <pre>{@code
 * KmsConfig config = mapper.treeToValue(file.get("kms"), KmsConfig.class);
 * if (config.enabled()) {
 *   KmsClient kms = config.configure(KmsClient.builder()).build();
 *   builder.encryptor(config.encryptor(kms).build());
 * } else {
 *   builder.insecurePlaintext();
 * }
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param enabled whether what is written from now on is sealed. False is for a step-by-step
 *     migration: new archives are plain, and the key, where one is named, opens the sealed ones
 * @param keyId the KMS key: its id, ARN, alias or the ARN of an alias; null or empty for none
 * @param region the Region that KMS is called in, such as {@code eu-west-1}; null or empty leaves
 *     it to the key's ARN, else to the SDK
 */
public record KmsConfig(
    @JsonProperty("enabled") boolean enabled,
    @JsonProperty("key_id") @Nullable String keyId,
    @JsonProperty("region") @Nullable String region) {

  private static final Pattern REGION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)+");

  /**
   * Checks the section; an empty text counts as none, as other writers put it.
   *
   * @param enabled as above
   * @param keyId as above
   * @param region as above
   * @throws IllegalArgumentException when it is enabled without a key, a value cannot be what it
   *     should be, or the key's ARN is of another Region
   */
  public KmsConfig {
    keyId = keyId == null || keyId.isEmpty() ? null : KeyName.checked("kms.key_id", keyId);
    region = region == null || region.isEmpty() ? null : checkedRegion(region);
    if (enabled && keyId == null) {
      throw new IllegalArgumentException(
          "kms.enabled is true without kms.key_id: name the key that seals, or set it to false");
    }
    String ofKey = keyId == null ? null : KeyName.regionOf(keyId);
    if (region != null && ofKey != null && !region.equals(ofKey)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "kms.region is %s, but kms.key_id is a key of %s: leave kms.region out, or name a key there",
              region,
              ofKey));
    }
  }

  private static String checkedRegion(String region) {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("kms.region is not a Region such as eu-west-1");
    }
    return region;
  }

  /**
   * Returns the Region to call KMS in.
   *
   * @return {@link #region()}, else the one in the ARN of the key (not of a multi-Region key, which
   *     has siblings); empty when neither tells, and the SDK's own settings decide
   */
  public Optional<Region> clientRegion() {
    String found = region != null || keyId == null ? region : KeyName.regionOf(keyId);
    return Optional.ofNullable(found).map(Region::of);
  }

  /**
   * Returns a client's builder what the section says: the Region, which holds for KMS alone.
   *
   * @param client the builder of the host
   * @return the same
   */
  public KmsClientBuilder configure(KmsClientBuilder client) {
    clientRegion().ifPresent(client::region);
    return client;
  }

  /**
   * Begins the encryptor of the section's key; also where {@link #enabled()} is false, to open what
   * was sealed.
   *
   * @param client the client, which stays the caller's to close; {@link #configure} makes it fit
   * @return a builder with client and key set
   * @throws IllegalStateException when no key is named
   * @throws IllegalArgumentException when the client is of another Region than {@link
   *     #clientRegion()}
   */
  public KmsEncryptor.Builder encryptor(KmsClient client) {
    if (keyId == null) {
      throw new IllegalStateException("kms.key_id names no key");
    }
    Region actual = client.serviceClientConfiguration().region();
    clientRegion()
        .filter(wanted -> !Objects.equals(wanted, actual))
        .ifPresent(
            wanted -> {
              throw new IllegalArgumentException(
                  String.format(
                      Locale.ROOT,
                      "the client is of %s, the KMS key of %s: make it with KmsConfig.configure",
                      actual,
                      wanted));
            });
    return KmsEncryptor.builder().client(client).keyId(keyId);
  }
}
