package io.github.cognitobackup.crypto.kms;

import software.amazon.awssdk.services.kms.model.DataKeySpec;

/** The kinds of data keys that {@link DataKeys} makes (ADR-001, {@code --spec}). */
public enum KeySpec {
  /** 32 bytes. Archives are sealed with such keys. */
  AES_256(32, DataKeySpec.AES_256),
  /** 16 bytes. */
  AES_128(16, DataKeySpec.AES_128);

  private final int length;
  private final DataKeySpec kms;

  KeySpec(int length, DataKeySpec kms) {
    this.length = length;
    this.kms = kms;
  }

  /**
   * Returns how long a plain key is.
   *
   * @return its bytes
   */
  public int length() {
    return length;
  }

  DataKeySpec kms() {
    return kms;
  }
}
