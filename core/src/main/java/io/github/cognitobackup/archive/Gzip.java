package io.github.cognitobackup.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes whole gzip members, which may be joined to one gzip file in any order. */
final class Gzip {

  private static final int BUFFER = 1 << 16;

  private Gzip() {}

  /** Compresses some bytes and the zeros after them. */
  static Member member(byte[] bytes, int length, int zeros, int level) {
    Member member = new Member(Math.max(128, length / 5));
    try (GZIPOutputStream out = new LevelledGzip(member, level)) {
      out.write(bytes, 0, length);
      out.write(new byte[zeros]);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return member;
  }

  /** Compressed bytes. */
  static final class Member extends ByteArrayOutputStream {
    private Member(int size) {
      super(size);
    }
  }

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(Member out, int level) throws IOException {
      super(out, BUFFER);
      def.setLevel(level);
    }

    @Override
    public void close() throws IOException {
      Deflater deflater = def;
      super.close();
      deflater.end();
    }
  }
}
