package io.github.cognitobackup.storage.s3;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Clients of services on this machine. */
final class Clients {

  private Clients() {}

  static S3Client of(URI endpoint, ExecutionInterceptor... interceptors) {
    return builder(endpoint, "id", "secret", Region.US_EAST_1)
        .overrideConfiguration(
            configuration -> {
              for (ExecutionInterceptor interceptor : interceptors) {
                configuration.addExecutionInterceptor(interceptor);
              }
            })
        .build();
  }

  static S3ClientBuilder builder(URI endpoint, String id, String secret, Region region) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(region)
        .forcePathStyle(true)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)));
  }
}
