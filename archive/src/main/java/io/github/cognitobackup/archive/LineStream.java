package io.github.cognitobackup.archive;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The lines of all parts of one kind, one after the other. Not thread-safe. */
final class LineStream<T> implements Iterator<T> {

  private final EntryStream entries;
  private final ReadLimits limits;
  private final Format<T> format;
  private @Nullable TarEntry entry;
  private @Nullable LineReader lines;
  private long number;
  private boolean ready;

  /** Makes a value of a line. */
  @FunctionalInterface
  interface Format<T> {
    T read(byte[] bytes, LineReader line, long number);
  }

  LineStream(EntryStream entries, ReadLimits limits, Format<T> format) {
    this.entries = entries;
    this.limits = limits;
    this.format = format;
  }

  @Override
  public boolean hasNext() {
    while (!ready) {
      if (lines != null && lines.next()) {
        ready = true;
      } else {
        entry = entries.next();
        if (entry == null) {
          return false;
        }
        lines = new LineReader(entry.bytes(), entry.size(), entry.name(), limits);
      }
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext() || entry == null || lines == null) {
      throw new NoSuchElementException();
    }
    ready = false;
    return format.read(entry.bytes(), lines, ++number);
  }
}
