package io.github.cognitobackup.archive;

import java.util.Arrays;

/** A buffer of lines that becomes one entry. */
final class Part {

  private final int maxBytes;
  private byte[] bytes;
  private int size;
  private int lines;

  Part(int maxBytes) {
    this.maxBytes = maxBytes;
    bytes = new byte[Math.min(maxBytes, 1 << 16)];
  }

  void add(byte[] line) {
    int end = size + line.length + 1;
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, Math.min(2 * bytes.length, maxBytes)));
    }
    System.arraycopy(line, 0, bytes, size, line.length);
    bytes[end - 1] = '\n';
    size = end;
    lines++;
  }

  boolean hasRoomFor(byte[] line, int maxLines) {
    return lines == 0 || (lines < maxLines && size + line.length < maxBytes);
  }

  void clear() {
    size = 0;
    lines = 0;
  }

  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  int lines() {
    return lines;
  }
}
