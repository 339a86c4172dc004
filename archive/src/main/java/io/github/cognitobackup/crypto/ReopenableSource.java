package io.github.cognitobackup.crypto;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that can be read from their beginning as often as is needed, and are the same each time.
 */
@FunctionalInterface
public interface ReopenableSource {

  /**
   * Opens the bytes at their beginning.
   *
   * @return a stream that the caller closes
   * @throws IOException when the bytes cannot be read, or are no longer those of the first opening
   */
  InputStream openStream() throws IOException;
}
