package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.format.Commitment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/** Makes whole gzip members, which may be joined to one gzip file in any order. */
final class Gzip {

  /** While the deflater works on a slice, some collectors must wait: so slices are small. */
  private static final int SLICE = 1 << 14;

  private Gzip() {}

  /** Compresses some bytes as the first member of a file, which begins with the commitment. */
  static ByteArrayOutputStream first(byte[] bytes, int level) {
    GzipParameters parameters = new GzipParameters();
    Commitment.addTo(parameters);
    return member(parameters, bytes, bytes.length, 0, level);
  }

  /** Compresses some bytes and the zeros after them. */
  static ByteArrayOutputStream member(byte[] bytes, int length, int zeros, int level) {
    return member(new GzipParameters(), bytes, length, zeros, level);
  }

  private static ByteArrayOutputStream member(
      GzipParameters parameters, byte[] bytes, int length, int zeros, int level) {
    parameters.setCompressionLevel(level);
    parameters.setBufferSize(SLICE);
    ByteArrayOutputStream member = new ByteArrayOutputStream(Math.max(128, length / 5));
    try (GzipCompressorOutputStream out = new GzipCompressorOutputStream(member, parameters)) {
      for (int start = 0; start < length; start += SLICE) {
        out.write(bytes, start, Math.min(SLICE, length - start));
      }
      out.write(new byte[zeros]);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    return member;
  }
}
