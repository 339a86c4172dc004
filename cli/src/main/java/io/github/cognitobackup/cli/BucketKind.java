package io.github.cognitobackup.cli;

import io.github.cognitobackup.storage.StorageKeys;
import io.github.cognitobackup.storage.s3.S3Storage;
import io.github.cognitobackup.storage.s3.S3StorageBuilder;
import java.net.URI;
import software.amazon.awssdk.services.s3.S3Client;

/** Buckets of Amazon S3 and of services that speak its language: {@code s3://bucket/prefix}. */
final class BucketKind implements StorageKind {

  @Override
  public String scheme() {
    return "s3";
  }

  @Override
  public void check(URI uri) {
    if (uri.isOpaque()
        || uri.getRawAuthority() == null
        || uri.getRawQuery() != null
        || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "storage " + uri + " names no bucket; write it as s3://bucket or s3://bucket/prefix");
    }
    String prefix = prefix(uri);
    if (!prefix.isEmpty()) {
      StorageKeys.check(prefix);
    }
  }

  @Override
  public OpenStorage open(URI uri, S3Options options) {
    S3Client client = options.client();
    S3StorageBuilder storage =
        S3Storage.builder().client(client).bucket(uri.getRawAuthority()).prefix(prefix(uri));
    options.applyTo(storage);
    return new OpenStorage(storage.build(), client::close);
  }

  private static String prefix(URI uri) {
    return uri.getPath().replaceAll("^/|/$", "");
  }
}
