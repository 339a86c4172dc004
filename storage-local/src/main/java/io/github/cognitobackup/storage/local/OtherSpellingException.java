package io.github.cognitobackup.storage.local;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A name is not there, but one that this file system does not tell from it. */
final class OtherSpellingException extends NoSuchFileException {

  private static final long serialVersionUID = 1L;

  OtherSpellingException(Path path) {
    super(path.toString(), null, "is there in another spelling");
  }
}
