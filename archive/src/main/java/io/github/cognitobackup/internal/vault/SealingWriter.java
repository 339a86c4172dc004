package io.github.cognitobackup.internal.vault;

import io.github.cognitobackup.crypto.SealingOutputStream;
import io.github.cognitobackup.storage.AbstractObjectWriter;
import io.github.cognitobackup.storage.ObjectWriter;
import java.io.IOException;

/** Seals an object on its way into the writer of another storage. */
final class SealingWriter extends AbstractObjectWriter {

  private final ObjectWriter writer;
  private final SealingOutputStream sealing;

  SealingWriter(String key, ObjectWriter writer, SealingOutputStream sealing) {
    super(key);
    this.writer = writer;
    this.sealing = sealing;
  }

  @Override
  protected void write(byte[] bytes, int offset, int length) throws IOException {
    sealing.write(bytes, offset, length);
  }

  @Override
  protected void publish() {
    try {
      sealing.finish();
    } catch (IOException e) {
      throw SealingStorage.unavailable("write", key(), e);
    }
    writer.commit();
  }

  @Override
  protected void release() {
    try (writer) {
      sealing.close();
    }
  }
}
