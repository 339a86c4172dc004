package io.github.cognitobackup.storage.s3;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;

/**
 * A place in a bucket, and the client that reaches it.
 *
 * @param name the bucket's name, ARN or alias
 * @param prefix what all keys begin with there; empty, or ends with a slash
 * @param owner the account that the bucket must belong to
 */
record Bucket(S3Client client, String name, String prefix, @Nullable String owner) {

  /** What the keys begin with by which a service is tested; keys of a storage never do. */
  static final String TESTS = ".cognito-backup-";

  /** The key in the bucket. */
  String path(String key) {
    return prefix + key;
  }

  String uri(String key) {
    return "s3://" + name + "/" + path(key);
  }

  /** Whether the client speaks to something else than Amazon S3, as far as can be seen. */
  boolean isElsewhere() {
    return client
        .serviceClientConfiguration()
        .endpointOverride()
        .map(URI::getHost)
        .filter(host -> !host.endsWith(".amazonaws.com") && !host.endsWith(".amazonaws.com.cn"))
        .isPresent();
  }

  /** Whether a copy from the other bucket may be asked of the same service. */
  boolean isServedLike(Bucket other) {
    S3ServiceClientConfiguration mine = client.serviceClientConfiguration();
    S3ServiceClientConfiguration others = other.client.serviceClientConfiguration();
    return mine.region().equals(others.region())
        && mine.endpointOverride().equals(others.endpointOverride());
  }
}
