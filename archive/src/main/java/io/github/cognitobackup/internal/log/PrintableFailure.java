package io.github.cognitobackup.internal.log;

import io.github.cognitobackup.error.PrintableText;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Shows another failure, its causes and its stack in printable text. */
final class PrintableFailure extends Throwable {

  private static final long serialVersionUID = 1L;

  PrintableFailure(Throwable failure) {
    this(failure, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private PrintableFailure(Throwable failure, Set<Throwable> seen) {
    super(PrintableText.of(failure.toString()));
    setStackTrace(failure.getStackTrace());
    seen.add(failure);
    if (failure.getCause() != null && !seen.contains(failure.getCause())) {
      initCause(new PrintableFailure(failure.getCause(), seen));
    }
    for (Throwable other : failure.getSuppressed()) {
      if (!seen.contains(other)) {
        addSuppressed(new PrintableFailure(other, seen));
      }
    }
  }
}
