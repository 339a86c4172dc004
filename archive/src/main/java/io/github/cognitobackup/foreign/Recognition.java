package io.github.cognitobackup.foreign;

import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import io.github.cognitobackup.internal.format.GzipInput;
import io.github.cognitobackup.internal.format.PlainForm;
import io.github.cognitobackup.internal.format.TarInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarUtils;

/** Tells the kind of a foreign backup by the beginning of the file. */
final class Recognition {

  /** The forms that are read, for a message that refuses another. */
  static final String READ =
      "archives of this library; and, where acceptUnverifiable() is given, a tar.gz with"
          + " users.json, and users or groups as JSON in UTF-8 or UTF-16, gzipped or not: an array,"
          + " the answers of aws cognito-idp list-users --output json, one or all pages one after"
          + " the other, or one user after the other, as in JSON lines or answers of"
          + " admin-get-user";

  /** The header of the CSV file of an import job. */
  private static final Pattern IMPORT =
      Pattern.compile("(^|,)\"?cognito:(username|mfa_enabled)\\b");

  private static final String BLANKS = "[ \t\r\n]*+";

  /** An array, an object around one as the AWS CLI writes it, or a user. */
  private static final Pattern JSON =
      Pattern.compile(
          "(_\\{_\"(Users|Groups)\"_:)?_\\[|_\\{_\"(Username|UserAttributes)\"_:|_\\{_\"Attributes\"_:_\\[_\\{_\"(Name|Value)\"_:"
              .replace("_", BLANKS));

  /** What an archive of this library begins with. */
  private static final String FIRST_OF_ARCHIVE = "archive.json";

  private static final int HEAD = 4096;
  private static final int BLOCK = 512;
  private static final int NAME = 100;

  private Recognition() {}

  static Optional<ForeignKind> of(ReopenableSource source, ReadLimits limits) {
    try (InputStream in = source.openStream()) {
      byte[] head = in.readNBytes(HEAD);
      if (beginsAsJson(head)) {
        return Optional.of(ForeignKind.JSON_ARRAY);
      }
      return PlainForm.isGzip(head) ? inGzip(source, limits) : Optional.empty();
    } catch (IOException e) {
      throw Entries.unreadable(e);
    }
  }

  private static Optional<ForeignKind> inGzip(ReopenableSource source, ReadLimits limits) {
    try (GzipInput gzip = Entries.gzip(source, limits)) {
      byte[] block = gzip.readNBytes(BLOCK);
      if (isTarHeader(block)) {
        return TarInput.text(block, 0, NAME).equals(FIRST_OF_ARCHIVE)
            ? Optional.empty()
            : Optional.of(ForeignKind.TAR_GZ);
      }
      return beginsAsJson(block) ? Optional.of(ForeignKind.GZIPPED_JSON_ARRAY) : Optional.empty();
    } catch (ArchiveCorruptException e) {
      return Optional.empty(); // whoever reads it as an archive says what is wrong
    } catch (IOException e) {
      throw Entries.unreadable(e);
    }
  }

  private static boolean isTarHeader(byte[] block) {
    try {
      return block.length == BLOCK && TarUtils.verifyCheckSum(block);
    } catch (IllegalArgumentException e) {
      return false; // where a checksum would stand, no number does
    }
  }

  /**
   * Refuses text that is no foreign backup, such as the CSV file of an import job; what is no text
   * may be a damaged archive.
   */
  static void refuseOtherText(ReopenableSource source, ReadLimits limits, String path) {
    byte[] head = head(source, limits);
    if (PlainForm.isText(head)) {
      boolean csv = IMPORT.matcher(Text.beginning(head)).find();
      String found = csv ? "the CSV file of an import job" : "text of another form";
      throw new UnsupportedArchiveException(
          found,
          READ,
          "\""
              + path
              + "\" is "
              + found
              + ", which is not read. Read are "
              + READ
              + (csv ? ". An import file tells neither status nor groups" : "")
              + ". Save the users anew with aws cognito-idp list-users --output json");
    }
  }

  /** The beginning of the file, or of what a gzip file holds. */
  private static byte[] head(ReopenableSource source, ReadLimits limits) {
    try (InputStream in = source.openStream()) {
      byte[] head = in.readNBytes(HEAD);
      if (!PlainForm.isGzip(head)) {
        return head;
      }
      try (GzipInput gzip = Entries.gzip(source, limits)) {
        return gzip.readNBytes(BLOCK);
      } catch (ArchiveCorruptException e) {
        return new byte[0]; // whoever reads it as an archive says what is wrong
      }
    } catch (IOException e) {
      throw Entries.unreadable(e);
    }
  }

  private static boolean beginsAsJson(byte[] head) {
    return JSON.matcher(Text.beginning(head)).lookingAt();
  }
}
