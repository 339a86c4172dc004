package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.storage.AbstractObjectWriter;
import io.github.cognitobackup.storage.local.Staging.StagedFile;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Writes a staged file and publishes it. */
final class LocalWriter extends AbstractObjectWriter {

  /** The JDK keeps a direct buffer as large as the largest array it was ever given. */
  private static final int MAX_WRITE_BYTES = 64 * 1024;

  private final LocalStorage storage;
  private final StagedFile file;
  private boolean discarded;

  LocalWriter(String key, LocalStorage storage, StagedFile file) {
    super(key);
    this.storage = storage;
    this.file = file;
  }

  @Override
  protected void write(byte[] bytes, int offset, int length) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
    int end = buffer.limit();
    try {
      while (buffer.position() < end) {
        buffer.limit(Math.min(end, buffer.position() + MAX_WRITE_BYTES));
        file.channel().write(buffer);
      }
    } catch (IOException e) {
      throw storage.cannotWrite(key(), e);
    }
  }

  @Override
  protected void publish() {
    try {
      file.channel().force(true);
      storage.publish(key(), file);
    } catch (IOException e) {
      throw storage.cannotWrite(key(), e);
    } finally {
      release();
    }
  }

  @Override
  protected void release() {
    if (discarded) {
      return;
    }
    discarded = true;
    try {
      file.discard();
    } catch (IOException e) {
      // what stays is in the staging folder, is never listed, and goes with the next create()
    }
  }
}
