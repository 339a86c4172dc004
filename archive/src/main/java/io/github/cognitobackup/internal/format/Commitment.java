package io.github.cognitobackup.internal.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.gzip.ExtraField;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * The constant with which the gzip file of an archive begins: zeros in an extra field (RFC 1952).
 * AES-GCM does not commit to its key: who knows two keys can make one ciphertext that opens under
 * both. It cannot be made so that both times these blocks are zero.
 */
public final class Commitment {

  /** The subfield's id. */
  private static final String ID = "cb";

  /** Two blocks of AES. */
  private static final int ZEROS = 32;

  private Commitment() {}

  /** Puts it into the head of a gzip member that is to be written. */
  public static void addTo(GzipParameters parameters) {
    try {
      ExtraField field = new ExtraField();
      field.addSubField(ID, new byte[ZEROS]);
      parameters.setExtraField(field);
    } catch (IOException e) {
      throw new UncheckedIOException("the field has a constant size", e);
    }
  }

  /** Whether the head of a gzip member begins with it. */
  static boolean isIn(GzipParameters parameters) {
    ExtraField field = parameters.getExtraField();
    if (field == null || field.isEmpty()) {
      return false;
    }
    ExtraField.SubField first = field.getSubField(0);
    byte[] payload = first.getPayload();
    if (!first.getId().equals(ID) || payload.length < ZEROS) {
      return false;
    }
    for (byte b : payload) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
