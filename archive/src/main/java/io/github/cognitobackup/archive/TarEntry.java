package io.github.cognitobackup.archive;

import io.github.cognitobackup.internal.format.Sha256;
import java.util.Arrays;

/** One entry in memory. The bytes are valid until the next one is read. */
@SuppressWarnings("ArrayRecordComponent") // a view for the moment, never compared
record TarEntry(String name, byte[] bytes, int size) {

  Manifest.Entry toManifestEntry() {
    return new Manifest.Entry(name, size, Sha256.of(bytes, size));
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, size);
  }
}
