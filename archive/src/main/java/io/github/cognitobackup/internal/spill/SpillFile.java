package io.github.cognitobackup.internal.spill;

import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file for what outgrows the heap. It comes into being with the first write, has no
 * name any more as soon as it is open where the system allows that, and is encrypted under a key
 * that never leaves this object. Thread-safe.
 */
public final class SpillFile implements AutoCloseable {

  private static final int BLOCK = 16;

  private final byte[] key = new byte[32];
  private @Nullable RandomAccessFile file;
  private @Nullable Path path;
  private long end;

  public SpillFile() {
    new SecureRandom().nextBytes(key);
  }

  /** Appends bytes; gives the place from which they are read again. */
  public synchronized long append(byte[] bytes, int length) {
    try {
      RandomAccessFile open = open();
      long at = end;
      open.seek(at);
      open.write(crypt(bytes, length, at));
      end += ((long) length + BLOCK - 1) / BLOCK * BLOCK;
      return at;
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Reads bytes back. */
  public synchronized void read(long at, byte[] into, int offset, int length) {
    try {
      byte[] bytes = new byte[length];
      RandomAccessFile open = open();
      open.seek(at);
      open.readFully(bytes);
      System.arraycopy(crypt(bytes, length, at), 0, into, offset, length);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  @Override
  public synchronized void close() {
    Arrays.fill(key, (byte) 0);
    try {
      if (file != null) {
        file.close();
        file = null;
      }
      if (path != null) {
        Files.deleteIfExists(path);
        path = null;
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private RandomAccessFile open() throws IOException {
    if (file == null) {
      Path created = Files.createTempFile("cognito-backup-", ".spill");
      path = created;
      file = new RandomAccessFile(created.toFile(), "rw");
      try {
        Files.delete(created);
        path = null;
      } catch (IOException e) {
        created.toFile().deleteOnExit(); // a system that keeps the names of open files
      }
    }
    return file;
  }

  private byte[] crypt(byte[] bytes, int length, long at) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      byte[] counter = ByteBuffer.allocate(BLOCK).putLong(8, at / BLOCK).array();
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
      return cipher.doFinal(bytes, 0, length);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/CTR is part of every JDK", e);
    }
  }

  private static StorageUnavailableException failed(IOException cause) {
    return new StorageUnavailableException(
        false,
        "the folder for temporary files ("
            + System.getProperty("java.io.tmpdir")
            + ") cannot be used: "
            + cause.getMessage()
            + "; make room there or set java.io.tmpdir",
        cause);
  }
}
