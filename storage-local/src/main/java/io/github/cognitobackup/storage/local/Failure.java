package io.github.cognitobackup.storage.local;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.error.WorkInterruptedException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Turns what the file system says into an error that tells what to do next. */
enum Failure {
  READ("read", "read permission on the file and search permission (x) on the folders above it"),
  WRITE("write", "write and search permission (wx) on the folder"),
  LIST("list", "read and search permission (rx) on the folder"),
  DELETE("delete", "write and search permission (wx) on the folder");

  /** With less room than this, a failed write is taken as one for want of room. */
  private static final long NO_ROOM_BYTES = 64 * 1024;

  private final String verb;
  private final String permission;

  Failure(String verb, String permission) {
    this.verb = verb;
    this.permission = permission;
  }

  RuntimeException of(Path path, IOException cause) {
    boolean writes = this == WRITE || this == DELETE;
    String what = "cannot " + verb + " " + path + ": ";
    if (cause instanceof ClosedByInterruptException) {
      return new WorkInterruptedException(what + "the thread was interrupted; call again to retry");
    }
    if (cause instanceof ClosedChannelException) {
      return error(
          true, what + "it was closed, or a thread that was using it was interrupted", cause);
    }
    if (writes && isReadOnly(path, cause)) {
      return error(false, what + "the file system is read-only; mount it writable", cause);
    }
    if (cause instanceof AccessDeniedException denied) {
      String where = denied.getFile() == null ? "" : " (refused at " + denied.getFile() + ")";
      return error(
          false,
          what + "permission denied" + where + "; user " + user() + " needs " + permission,
          cause);
    }
    if (cause instanceof NotDirectoryException notFolder) {
      return error(
          false, what + notFolder.getFile() + " is not a folder; choose another key", cause);
    }
    if (this == WRITE && isFull(path, cause)) {
      return error(false, what + "no space left on the file system; make room", cause);
    }
    return error(true, what + reason(cause) + "; see whether the file system is sound", cause);
  }

  private static StorageUnavailableException error(
      boolean retryable, String message, IOException cause) {
    return new StorageUnavailableException(retryable, message, cause);
  }

  private static String user() {
    return String.valueOf(System.getProperty("user.name"));
  }

  private static String reason(IOException e) {
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return f.getFile() + ": " + f.getReason();
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  // the JDK has no types for these two, and the text may be in the language of the locale

  private static boolean isReadOnly(Path path, IOException cause) {
    return says(cause, "read-only file system") || storeOf(path, FileStore::isReadOnly);
  }

  private static boolean isFull(Path path, IOException cause) {
    return says(cause, "no space left")
        || says(cause, "quota exceeded")
        || storeOf(path, store -> store.getUsableSpace() < NO_ROOM_BYTES);
  }

  private static boolean says(IOException cause, String words) {
    return reason(cause).toLowerCase(Locale.ROOT).contains(words);
  }

  private interface Question {
    boolean ask(FileStore store) throws IOException;
  }

  private static boolean storeOf(Path path, Question question) {
    Path existing = path;
    while (existing != null && Files.notExists(existing)) {
      existing = existing.getParent();
    }
    try {
      return existing != null && question.ask(Files.getFileStore(existing));
    } catch (IOException e) {
      return false; // not known
    }
  }
}
