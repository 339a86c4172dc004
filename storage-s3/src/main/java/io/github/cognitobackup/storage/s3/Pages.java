package io.github.cognitobackup.storage.s3;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The elements of a listing that comes in pages, each asked for when the one before is used up. */
final class Pages<T, P> implements Iterator<T> {

  private final Function<@Nullable P, P> next;
  private final Function<P, List<T>> content;
  private final Function<P, Boolean> isTruncated;
  private final Deque<T> elements = new ArrayDeque<>();
  private @Nullable P page;

  private Pages(
      Function<@Nullable P, P> next,
      Function<P, List<T>> content,
      Function<P, Boolean> isTruncated) {
    this.next = next;
    this.content = content;
    this.isTruncated = isTruncated;
  }

  static <T, P> Stream<T> stream(
      Function<@Nullable P, P> next,
      Function<P, List<T>> content,
      Function<P, Boolean> isTruncated) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(
        () -> Spliterators.spliteratorUnknownSize(new Pages<>(next, content, isTruncated), traits),
        traits,
        false);
  }

  @Override
  public boolean hasNext() {
    // a page may be empty and yet not the last
    while (elements.isEmpty() && (page == null || Boolean.TRUE.equals(isTruncated.apply(page)))) {
      page = next.apply(page);
      elements.addAll(content.apply(page));
    }
    return !elements.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return elements.remove();
  }
}
