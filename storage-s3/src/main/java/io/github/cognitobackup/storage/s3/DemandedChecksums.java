package io.github.cognitobackup.storage.s3;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends a checksum where the service demands one, as a bucket with a default retention does, and
 * nowhere else: some services refuse those that they do not know. What is demanded is found out by
 * the first refusal, after which nothing was done. The one that all of them know is {@code
 * Content-MD5}, a header; the SDK's own may come behind the body, which not all of them read.
 *
 * <p>Thread-safe.
 */
final class DemandedChecksums {

  private volatile boolean demanded;

  /**
   * Makes a call that uploads bytes.
   *
   * @param upload takes the value of {@code Content-MD5}, or null for none
   */
  <T> T send(byte[] bytes, int length, Function<@Nullable String, T> upload) {
    if (demanded) {
      return upload.apply(contentMd5(bytes, length).orElse(null));
    }
    try {
      return upload.apply(null);
    } catch (SdkException e) {
      Optional<String> checksum =
          S3Failure.demandsChecksum(e) ? contentMd5(bytes, length) : Optional.empty();
      if (checksum.isEmpty()) {
        throw e;
      }
      demanded = true;
      return upload.apply(checksum.get());
    }
  }

  private static Optional<String> contentMd5(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(bytes, 0, length);
      return Optional.of(Base64.getEncoder().encodeToString(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      return Optional.empty(); // as in a JVM that knows approved algorithms only
    }
  }
}
