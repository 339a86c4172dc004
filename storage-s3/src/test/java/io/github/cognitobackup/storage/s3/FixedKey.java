package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.crypto.DataKey;
import io.github.cognitobackup.crypto.Encryptor;

/** Seals with one key, for tests of what becomes of sealed bytes. */
final class FixedKey implements Encryptor {

  @Override
  public DataKey generateDataKey() {
    return decryptDataKey(new byte[] {1, 2, 3});
  }

  @Override
  public DataKey decryptDataKey(byte[] encryptedKey) {
    return DataKey.of(new byte[DataKey.LENGTH], encryptedKey);
  }
}
