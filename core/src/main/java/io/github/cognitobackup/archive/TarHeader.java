package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * The header of one regular file in a POSIX ustar archive. Names of the layout always fit, so there
 * is nothing for the pax and GNU extensions to do, and no way in for what they can be abused for.
 */
record TarHeader(String name, long size) {

  static final int BLOCK = 512;

  private static final int NAME = 0;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE = 124;
  private static final int CHECKSUM = 148;
  private static final int TYPE = 156;
  private static final int MAGIC = 257;
  private static final int PREFIX = 345;
  private static final int PREFIX_LENGTH = 155;
  private static final int NUMBER_LENGTH = 12;

  byte[] toBytes(long mtimeSeconds) {
    byte[] block = new byte[BLOCK];
    int split = name.length() <= NAME_LENGTH ? -1 : name.lastIndexOf('/');
    ascii(block, NAME, name.substring(split + 1));
    ascii(block, PREFIX, split < 0 ? "" : name.substring(0, split));
    ascii(block, 100, "0000600\0" + "0000000\0" + "0000000\0"); // mode, uid, gid
    ascii(block, SIZE, octal(size) + octal(Math.max(0, mtimeSeconds)));
    ascii(block, TYPE, "0");
    ascii(block, MAGIC, "ustar\00000");
    ascii(block, CHECKSUM, "%06o\0 ".formatted(checksum(block)));
    return block;
  }

  /**
   * Reads a header.
   *
   * @throws io.github.cognitobackup.error.ArchiveCorruptException when it is anything but a regular
   *     file
   */
  static TarHeader parse(byte[] block, String where) {
    if (number(block, CHECKSUM, 8, where) != checksum(block)) {
      throw Corruption.at(where, "has a damaged tar header");
    }
    String prefix = text(block, PREFIX, PREFIX_LENGTH);
    String name = text(block, NAME, NAME_LENGTH);
    String path = prefix.isEmpty() ? name : prefix + "/" + name;
    char type = (char) (block[TYPE] & 0xff);
    if (type != '0' && type != 0) {
      throw Corruption.at(
          Corruption.printable(path),
          "is not a regular file but of the tar type '"
              + Corruption.printable(String.valueOf(type))
              + "'");
    }
    if (!new String(block, MAGIC, 6, ISO_8859_1).equals("ustar\0")) {
      throw Corruption.at(Corruption.printable(path), "is not in the ustar format");
    }
    return new TarHeader(path, number(block, SIZE, NUMBER_LENGTH, Corruption.printable(path)));
  }

  /** The bytes that fill the last block of the content. */
  int padding() {
    return (int) (-size & (BLOCK - 1));
  }

  private static int checksum(byte[] block) {
    int sum = 8 * ' ';
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= CHECKSUM && i < CHECKSUM + 8 ? 0 : block[i] & 0xff;
    }
    return sum;
  }

  private static void ascii(byte[] block, int offset, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, block, offset, bytes.length);
  }

  private static String octal(long value) {
    return "%011o\0".formatted(value);
  }

  private static String text(byte[] block, int offset, int length) {
    int end = offset;
    while (end < offset + length && block[end] != 0) {
      end++;
    }
    return new String(block, offset, end - offset, ISO_8859_1);
  }

  private static long number(byte[] block, int offset, int length, String where) {
    String digits = text(block, offset, length).strip();
    try {
      return Long.parseUnsignedLong(digits, 8);
    } catch (NumberFormatException e) {
      throw Corruption.at(where, "has a tar header with a number that is not octal");
    }
  }
}
