package io.github.cognitobackup.crypto;

import java.util.Arrays;
import javax.crypto.SecretKey;

/**
 * A key for the JDK's ciphers that can be wiped, as {@link javax.crypto.spec.SecretKeySpec} cannot.
 * What the ciphers derive from it lasts until they are collected. Not thread-safe.
 */
@SuppressWarnings("serial")
final class AesKey implements SecretKey, AutoCloseable {

  private final transient byte[] bytes;
  private transient boolean destroyed;

  /** Takes the array over. */
  AesKey(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the data key is closed");
    }
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }

  @Override
  public void close() {
    destroy();
  }

  @Override
  public String toString() {
    return "AesKey";
  }

  private void writeObject(java.io.ObjectOutputStream out) throws java.io.IOException {
    throw new java.io.NotSerializableException(AesKey.class.getName());
  }
}
