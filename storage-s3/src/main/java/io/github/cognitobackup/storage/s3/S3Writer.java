package io.github.cognitobackup.storage.s3;

import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.AbstractObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Gathers parts: one goes with the commit, more make a multipart upload. */
final class S3Writer extends AbstractObjectWriter {

  private static final int FIRST_BUFFER_BYTES = 64 * 1024;

  /** So that what is left after the smallest part was filled is no smaller than one. */
  private static final int LEAST_COPY = 2 * S3StorageBuilder.MIN_PART_SIZE;

  private final S3Storage storage;
  private final Publication publication;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;
  private @Nullable PartsUpload multipart;

  /** Whether bytes to append came through here, because they were few or S3 refused. */
  private boolean carried;

  S3Writer(S3Storage storage, String key) {
    super(key);
    this.storage = storage;
    this.publication = Publication.of(key);
  }

  /** Of an object that the same service keeps, S3 copies the bytes itself. */
  @Override
  public boolean canCopy(StoredObject source) {
    return !carried && source instanceof OpenedObject object && canCopy(object, 0);
  }

  private boolean canCopy(OpenedObject object, long position) {
    return object.info().size() - position >= LEAST_COPY
        && storage.bucket().isServedLike(object.bucket());
  }

  @Override
  public void append(StoredObject source, long position) {
    requireOpen();
    if (source instanceof OpenedObject object && canCopy(object, position)) {
      long copied = attempt(() -> position + fillSmallestPart(object, position));
      if (!attempt(() -> sendAndCopy(object, copied))) {
        carried = true;
        super.append(source, copied);
      }
    } else {
      carried = true;
      super.append(source, position);
    }
  }

  /** S3 takes a part that is not the last one from 5 MiB on; gives how many bytes it wanted. */
  private int fillSmallestPart(OpenedObject source, long position) {
    if (filled == 0 || filled >= S3StorageBuilder.MIN_PART_SIZE) {
      return 0;
    }
    buffer = Arrays.copyOf(buffer, Math.max(buffer.length, S3StorageBuilder.MIN_PART_SIZE));
    int missing = S3StorageBuilder.MIN_PART_SIZE - filled;
    try (InputStream bytes = source.openStream()) {
      bytes.skipNBytes(position);
      if (bytes.readNBytes(buffer, filled, missing) < missing) {
        throw new EOFException();
      }
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "cannot copy \"" + source.info().key() + "\": " + e.getMessage(), e);
    }
    filled += missing;
    return missing;
  }

  private boolean sendAndCopy(OpenedObject source, long position) {
    if (multipart == null) {
      multipart = storage.beginMultipart(publication);
    }
    if (filled > 0) {
      multipart.send(buffer, filled);
      buffer = new byte[FIRST_BUFFER_BYTES];
      filled = 0;
    }
    return multipart.copy(source, position);
  }

  @Override
  protected void publish() {
    boolean inParts = multipart != null;
    boolean published =
        multipart == null
            ? storage.put(publication, buffer, filled)
            : multipart.complete(buffer, filled);
    if (!published) {
      throw storage.exists(publication.key());
    }
    multipart = null;
    if (inParts) {
      storage.requireLock(publication.key());
    }
  }

  @Override
  protected void release() {
    buffer = new byte[0];
    filled = 0;
    if (multipart != null) {
      multipart.abort();
      multipart = null;
    }
  }

  @Override
  protected void write(byte[] bytes, int offset, int length) {
    for (int done = 0; done < length; ) {
      makeRoom(length - done);
      int count = Math.min(length - done, buffer.length - filled);
      System.arraycopy(bytes, offset + done, buffer, filled, count);
      filled += count;
      done += count;
    }
  }

  /** Grows the buffer up to a part, and sends a part away when there are bytes for the next one. */
  private void makeRoom(int wanted) {
    if (filled < buffer.length) {
      return;
    }
    int partSize = storage.partSize();
    if (filled < partSize) {
      long size = Math.max(2L * buffer.length, (long) filled + wanted);
      buffer = Arrays.copyOf(buffer, (int) Math.min(size, partSize));
      return;
    }
    if (multipart == null) {
      multipart = storage.beginMultipart(publication);
    }
    buffer = multipart.exchange(buffer);
    filled = 0;
  }
}
