package io.github.cognitobackup.internal.spill;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records of one length, thrown into buckets in any order and read back bucket by bucket in the
 * order in which they came. What outgrows the budget lies in the spill file. Adding is thread-safe.
 */
public final class Buckets {

  private static final int BUDGET = 3 << 20;
  private static final int SMALLEST = 32;

  private final int recordLength;
  private final SpillFile spill;
  private final Bucket[] buckets;
  private int buffered;

  public Buckets(int count, int recordLength, SpillFile spill) {
    this.recordLength = recordLength;
    this.spill = spill;
    this.buckets = new Bucket[count];
    Arrays.setAll(buckets, i -> new Bucket());
  }

  public int count() {
    return buckets.length;
  }

  /** Adds a record of exactly the length. */
  public synchronized void add(int bucket, byte[] record) {
    if (record.length != recordLength) {
      throw new IllegalStateException("a record of another length");
    }
    buckets[bucket].add(record);
    buffered += recordLength;
    if (buffered > BUDGET) {
      for (Bucket each : buckets) {
        each.flush();
      }
      buffered = 0;
    }
  }

  /** Hands over the records of a bucket; each is a view that is good only during the call. */
  public void forEach(int bucket, Consumer<ByteBuffer> consumer) {
    byte[] content;
    synchronized (this) {
      content = buckets[bucket].content();
    }
    for (int at = 0; at < content.length; at += recordLength) {
      consumer.accept(ByteBuffer.wrap(content, at, recordLength).slice());
    }
  }

  /** How many records a bucket holds. */
  public synchronized int size(int bucket) {
    return buckets[bucket].length() / recordLength;
  }

  private record Chunk(long at, int length) {}

  private final class Bucket {
    private final List<Chunk> chunks = new ArrayList<>(0);
    private byte @Nullable [] tail;
    private int used;

    void add(byte[] record) {
      byte[] buffer = tail == null ? new byte[SMALLEST * recordLength] : tail;
      if (used + recordLength > buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      System.arraycopy(record, 0, buffer, used, recordLength);
      used += recordLength;
      tail = buffer;
    }

    void flush() {
      if (tail != null && used > 0) {
        chunks.add(new Chunk(spill.append(tail, used), used));
      }
      tail = null;
      used = 0;
    }

    int length() {
      return used + chunks.stream().mapToInt(Chunk::length).sum();
    }

    byte[] content() {
      byte[] content = new byte[length()];
      int at = 0;
      for (Chunk chunk : chunks) {
        spill.read(chunk.at(), content, at, chunk.length());
        at += chunk.length();
      }
      if (tail != null) {
        System.arraycopy(tail, 0, content, at, used);
      }
      return content;
    }
  }
}
