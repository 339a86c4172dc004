package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.format.Corruption;

/** Walks over the lines of a part, each of which ends with a line feed. */
final class LineReader {

  private final byte[] bytes;
  private final int size;
  private final String name;
  private final ReadLimits limits;
  private int start;
  private int end = -1;
  private int line;

  LineReader(byte[] bytes, int size, String name, ReadLimits limits) {
    this.bytes = bytes;
    this.size = size;
    this.name = name;
    this.limits = limits;
  }

  boolean next() {
    start = end + 1;
    if (start == size) {
      return false;
    }
    line++;
    end = start;
    while (end < size && bytes[end] != '\n') {
      end++;
    }
    if (end == size) {
      throw Corruption.at(where(), "does not end with a line feed");
    }
    if (length() > limits.maxLineBytes()) {
      throw Corruption.at(where(), "is longer than " + limits.maxLineBytes() + " bytes");
    }
    return true;
  }

  int start() {
    return start;
  }

  int length() {
    return end - start;
  }

  String where() {
    return name + ", line " + line + ",";
  }
}
