package io.github.cognitobackup.storage.s3;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/**
 * One attempt to publish a key. Its id is stored with the object as metadata: so it can be told
 * whether an object that is found under the key after a lost answer is the own one or another's.
 */
record Publication(String key, String id) {

  private static final String METADATA = "cognito-backup-write";

  static Publication of(String key) {
    return new Publication(key, UUID.randomUUID().toString());
  }

  byte[] bytes() {
    return id.getBytes(StandardCharsets.US_ASCII);
  }

  Map<String, String> metadata() {
    return Map.of(METADATA, id);
  }

  boolean isIn(Map<String, String> metadata) {
    return id.equals(metadata.get(METADATA));
  }
}
