package io.github.cognitobackup.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Makes whole gzip members, which may be joined to one gzip file in any order. */
final class Gzip {

  /** While the deflater works on a slice, some collectors must wait: so slices are small. */
  private static final int SLICE = 1 << 14;

  private Gzip() {}

  /** Compresses some bytes and the zeros after them. */
  static Member member(byte[] bytes, int length, int zeros, int level) {
    Member member = new Member(Math.max(128, length / 5));
    try (GZIPOutputStream out = new LevelledGzip(member, level)) {
      for (int start = 0; start < length; start += SLICE) {
        out.write(bytes, start, Math.min(SLICE, length - start));
      }
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
      super(out, SLICE);
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
