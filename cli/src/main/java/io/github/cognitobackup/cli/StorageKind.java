package io.github.cognitobackup.cli;

import java.net.URI;

/** A kind of storage that a URI can name. */
interface StorageKind {

  /** The scheme of its URIs. */
  String scheme();

  /**
   * Checks a URI; opens and calls nothing.
   *
   * @param uri of this kind's scheme
   * @throws IllegalArgumentException when the URI names no such storage; its message says why
   */
  void check(URI uri);

  /**
   * Checks that the storage is there, where its own calls would not tell.
   *
   * @param uri one that was checked
   * @throws io.github.cognitobackup.error.StorageUnavailableException when there is none
   */
  default void requireExisting(URI uri) {}

  /**
   * Returns the storage.
   *
   * @param uri one that was checked
   * @param s3 the options of buckets
   */
  OpenStorage open(URI uri, S3Options s3);
}
