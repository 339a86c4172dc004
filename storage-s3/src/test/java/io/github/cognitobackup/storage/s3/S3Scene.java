package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.services.s3.S3Client;

/** A storage in the bucket of an endpoint that lives for one test. */
abstract class S3Scene {

  static final int PART = S3StorageBuilder.MIN_PART_SIZE;
  static final Instant NOW = Instant.parse("2026-11-23T20:40:00Z");

  final S3Endpoint endpoint = new S3Endpoint();
  final S3Client client = endpoint.client();

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  S3StorageBuilder builder() {
    return S3Storage.builder()
        .client(client)
        .bucket("backups")
        .partSize(PART)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  static void write(Storage storage, String key, int length) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[length]);
      writer.commit();
    }
  }

  static java.util.List<String> keys(Storage storage, String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }
}
