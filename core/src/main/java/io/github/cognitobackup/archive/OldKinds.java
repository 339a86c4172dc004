package io.github.cognitobackup.archive;

import io.github.cognitobackup.archive.OldBackupReader.Kind;
import io.github.cognitobackup.crypto.Envelope;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Tells from its beginning what kind of old backup a file looks like. */
final class OldKinds {

  private static final int HEAD = 4096;
  private static final int BLOCK = 512;
  private static final int NAME = 100;

  private OldKinds() {}

  static Optional<Kind> of(ReopenableSource source, ReadLimits limits) {
    try (InputStream in = source.openStream()) {
      byte[] head = in.readNBytes(HEAD);
      if (beginsAsArray(head)) {
        return Optional.of(Kind.JSON_ARRAY);
      }
      return isGzip(head) ? inGzip(source, limits) : Optional.empty();
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
  }

  private static Optional<Kind> inGzip(ReopenableSource source, ReadLimits limits) {
    try (GzipInput gzip = GzipInput.open(source, limits)) {
      byte[] block = gzip.readNBytes(BLOCK);
      if (isTarHeader(block)) {
        return TarInput.text(block, 0, NAME).equals(Layout.HEADER)
            ? Optional.empty()
            : Optional.of(Kind.TAR_GZ);
      }
      return beginsAsArray(block) ? Optional.of(Kind.GZIPPED_JSON_ARRAY) : Optional.empty();
    } catch (ArchiveCorruptException e) {
      return Optional.empty(); // whoever reads it as an archive says what is wrong
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
  }

  private static boolean isTarHeader(byte[] block) {
    try {
      return block.length == BLOCK && TarUtils.verifyCheckSum(block);
    } catch (IllegalArgumentException e) {
      return false; // where a checksum would stand, no number does
    }
  }

  private static boolean beginsAsArray(byte[] head) {
    return Envelope.looksPlain(head) && !isGzip(head);
  }

  private static boolean isGzip(byte[] head) {
    return head.length > 1 && head[0] == 0x1f && head[1] == (byte) 0x8b;
  }
}
