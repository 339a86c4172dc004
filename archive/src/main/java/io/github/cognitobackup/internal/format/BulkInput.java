package io.github.cognitobackup.internal.format;

import java.io.IOException;
import java.io.InputStream;

/** A stream that is read many bytes at a time, and a single byte in the same way. */
public abstract class BulkInput extends InputStream {

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public abstract int read(byte[] target, int offset, int length) throws IOException;
}
