package io.github.cognitobackup.examples.quickstart;

import io.github.cognitobackup.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** The real clients of the AWS SDK, pointed at an emulator. */
record Clients(CognitoIdentityProviderClient cognito, KmsClient kms) implements AutoCloseable {

  static Clients of(Emulator emulator) {
    Region region = Region.of(emulator.region());
    StaticCredentialsProvider any =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    return new Clients(
        CognitoIdentityProviderClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(region)
            .credentialsProvider(any)
            .build(),
        KmsClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(region)
            .credentialsProvider(any)
            .build());
  }

  @Override
  public void close() {
    cognito.close();
    kms.close();
  }
}
