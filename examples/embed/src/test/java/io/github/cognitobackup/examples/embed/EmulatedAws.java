package io.github.cognitobackup.examples.embed;

import io.github.cognitobackup.emulator.Emulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.kms.KmsClient;

/** Cognito and KMS in this process, and clients for them. */
final class EmulatedAws implements AutoCloseable {

  private static final StaticCredentialsProvider ANY =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));

  final Emulator emulator = Emulator.builder().defaultKey().build();
  final CognitoIdentityProviderClient cognito =
      CognitoIdentityProviderClient.builder()
          .endpointOverride(emulator.endpoint())
          .region(Region.of(emulator.region()))
          .credentialsProvider(ANY)
          .build();
  final KmsClient kms =
      KmsClient.builder()
          .endpointOverride(emulator.endpoint())
          .region(Region.of(emulator.region()))
          .credentialsProvider(ANY)
          .build();

  @Override
  public void close() {
    kms.close();
    cognito.close();
    emulator.close();
  }
}
