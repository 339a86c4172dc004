package io.github.cognitobackup.internal.restore;

import java.util.ArrayList;
import java.util.List;

/** The first hundred of what may be many. Not thread-safe. */
final class FirstHundred<T> {

  private static final int MOST = 100;

  private final List<T> first = new ArrayList<>();

  void add(T one) {
    if (first.size() < MOST) {
      first.add(one);
    }
  }

  List<T> list() {
    return List.copyOf(first);
  }
}
