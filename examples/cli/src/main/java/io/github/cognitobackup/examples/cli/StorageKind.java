package io.github.cognitobackup.examples.cli;

import io.github.cognitobackup.storage.Storage;
import java.net.URI;

/** A kind of storage that a URI can name. */
interface StorageKind {

  /** The scheme of its URIs. */
  String scheme();

  /**
   * Gives the storage.
   *
   * @param uri of this kind's scheme
   * @throws IllegalArgumentException when the URI names no such storage; its message says why
   */
  Storage open(URI uri);
}
