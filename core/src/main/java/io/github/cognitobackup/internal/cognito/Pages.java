package io.github.cognitobackup.internal.cognito;

import org.jspecify.annotations.Nullable;

/** Walks pages. An empty page is not the end; an absent token is. */
public final class Pages {

  /** Fetches the page that a token names and gives the token of the next. */
  @FunctionalInterface
  public interface Page {
    @Nullable String fetch(@Nullable String token);
  }

  private Pages() {}

  /** Fetches all pages, the first one without a token. */
  public static void forEach(Page page) {
    String token = null;
    do {
      token = page.fetch(token);
    } while (token != null && !token.isEmpty());
  }
}
