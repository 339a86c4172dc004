package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.internal.log.Log;
import java.util.ArrayList;
import java.util.List;

/** Collects what did not work while the rest goes on. */
final class Failures {

  private static final Log LOG = Log.of(Pruning.class);

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(String failure) {
    LOG.warn("{}", failure);
    count++;
    if (first.size() < PruneReport.FIRST) {
      first.add(failure);
    }
  }

  long count() {
    return count;
  }

  List<String> first() {
    return first;
  }
}
