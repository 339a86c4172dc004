package io.github.cognitobackup.crypto.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;
import io.github.cognitobackup.emulator.Emulator;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

class KmsConfigTest {

  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void isTheSectionOfTheDecisionRecordBothWays() throws JsonProcessingException {
    String json = "{\"enabled\":true,\"key_id\":\"alias/backup\",\"region\":\"us-east-1\"}";

    KmsConfig config = MAPPER.readValue(json, KmsConfig.class);

    assertThat(config).isEqualTo(new KmsConfig(true, "alias/backup", "us-east-1"));
    assertThat(MAPPER.writeValueAsString(config)).isEqualTo(json);
  }

  @Test
  void emptyTextsOfOtherWritersCountAsNone() throws JsonProcessingException {
    KmsConfig config =
        MAPPER.readValue("{\"enabled\":false,\"key_id\":\"\",\"region\":\"\"}", KmsConfig.class);

    assertThat(config).isEqualTo(new KmsConfig(false, null, null));
    assertThat(config.clientRegion()).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> config.encryptor(client("us-east-1")));
  }

  @Test
  void enabledWithoutAKeyIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KmsConfig(true, null, "us-east-1"))
        .withMessageContainingAll("kms.enabled", "kms.key_id");
    assertThatExceptionOfType(ValueInstantiationException.class)
        .isThrownBy(() -> MAPPER.readValue("{\"enabled\":true,\"key_id\":\"\"}", KmsConfig.class))
        .withMessageContaining("kms.key_id");
  }

  @ParameterizedTest
  @CsvSource({
    "alias/a,, ",
    "alias/a, us-east-1, us-east-1",
    "arn:aws:kms:us-east-1:123456789012:key/1,, us-east-1",
    "arn:aws:kms:us-east-1:123456789012:alias/a,, us-east-1",
    "arn:aws-cn:kms:cn-north-1:123456789012:key/1, cn-north-1, cn-north-1",
    "arn:aws:kms:us-east-1:123456789012:key/mrk-1,, ",
    "arn:aws:kms:us-east-1:123456789012:key/mrk-1, eu-west-1, eu-west-1",
  })
  void tellsTheRegionOfTheClient(String key, String region, String expected) {
    assertThat(new KmsConfig(true, key, region).clientRegion().map(Region::id).orElse(null))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:kms:us-east-1:123456789012:key/1, eu-west-1, is a key of us-east-1",
    "arn:aws:kms:us-east-1:123456789012:alias/a, eu-west-1, is a key of us-east-1",
    "' ', eu-west-1, kms.key_id",
    "alias/a, EU-WEST-1, kms.region",
    "alias/a, evil.example/, kms.region",
    "alias/a, Ireland, kms.region",
  })
  void refusesWhatCannotBe(String key, String region, String told) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KmsConfig(true, key, region))
        .withMessageContaining(told);
  }

  @Test
  void makesTheEncryptorOfTheHostsClient() {
    try (Emulator emulator = Emulator.builder().region("us-east-1").build()) {
      String keyArn = emulator.kms().createKey();
      KmsConfig config = new KmsConfig(true, keyArn, null);
      try (KmsClient kms =
              config
                  .configure(KmsClient.builder())
                  .endpointOverride(emulator.endpoint())
                  .credentialsProvider(AnonymousCredentialsProvider.create())
                  .build();
          KmsClient elsewhere = client("eu-west-1")) {
        Encryptor encryptor = config.encryptor(kms).build();
        try (DataKey key = encryptor.generateDataKey()) {
          assertThat(encryptor.wrappingKey()).contains(keyArn);
          assertThat(key.encryptedKey()).isNotEmpty();
        }
        assertThatIllegalArgumentException()
            .isThrownBy(() -> config.encryptor(elsewhere))
            .withMessageContainingAll("eu-west-1", "us-east-1");
      }
    }
  }

  private static KmsClient client(String region) {
    return Clients.of(URI.create("http://127.0.0.1:1"), region);
  }
}
