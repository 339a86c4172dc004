package io.github.cognitobackup.internal.session;

import java.util.ArrayList;
import java.util.List;

/** The first hundred of what may be many. Not thread-safe. */
public final class FirstHundred<T> {

  private static final int MOST = 100;

  private final List<T> first = new ArrayList<>();

  public void add(T one) {
    if (first.size() < MOST) {
      first.add(one);
    }
  }

  public List<T> list() {
    return List.copyOf(first);
  }
}
