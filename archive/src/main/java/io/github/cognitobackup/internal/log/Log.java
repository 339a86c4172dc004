package io.github.cognitobackup.internal.log;

import io.github.cognitobackup.error.PrintableText;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes log lines in which names and answers of others are {@linkplain PrintableText printable}.
 */
public final class Log {

  private final Logger logger;

  private Log(Logger logger) {
    this.logger = logger;
  }

  /** Returns the log of a class. */
  public static Log of(Class<?> type) {
    return new Log(LoggerFactory.getLogger(type));
  }

  /** Logs what only helps to find a fault. */
  public void debug(String template, @Nullable Object... values) {
    if (logger.isDebugEnabled()) {
      logger.debug(template, printable(values));
    }
  }

  /** Logs what is worth knowing. */
  public void info(String template, @Nullable Object... values) {
    if (logger.isInfoEnabled()) {
      logger.info(template, printable(values));
    }
  }

  /** Logs what a person should look at. */
  public void warn(String template, @Nullable Object... values) {
    if (logger.isWarnEnabled()) {
      logger.warn(template, printable(values));
    }
  }

  /** Logs a failure that the work goes on after, with its stack. */
  public void warn(String message, Throwable failure) {
    if (logger.isWarnEnabled()) {
      logger.warn(message, new PrintableFailure(failure));
    }
  }

  private static Object[] printable(@Nullable Object... values) {
    return Stream.of(values).map(value -> PrintableText.of(String.valueOf(value))).toArray();
  }
}
