package io.github.cognitobackup.internal.users;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Makes random passwords that no one will ever know, and that satisfy a pool's policy whatever it
 * asks for: all four kinds of characters, and its minimum length or 24. Thread-safe.
 */
final class Passwords {

  private static final String LOWER = "abcdefghijkmnopqrstuvwxyz";
  private static final String UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ";
  private static final String DIGITS = "23456789";
  private static final String SYMBOLS = "^$*.[]{}()?!@#%&/,><':;|_~=+-";
  private static final int USUAL_LENGTH = 24;

  private final SecureRandom random = new SecureRandom();
  private final int length;

  /** Reads the minimum length from the description of a pool. */
  Passwords(JsonNode userPool) {
    int minimum = userPool.path("Policies").path("PasswordPolicy").path("MinimumLength").asInt(0);
    this.length = Math.max(USUAL_LENGTH, minimum);
  }

  String next() {
    List<Character> characters = new ArrayList<>(length);
    for (String kind : List.of(LOWER, UPPER, DIGITS, SYMBOLS)) {
      characters.add(oneOf(kind));
    }
    while (characters.size() < length) {
      characters.add(oneOf(LOWER + UPPER + DIGITS + SYMBOLS));
    }
    Collections.shuffle(characters, random);
    StringBuilder password = new StringBuilder(length);
    characters.forEach(password::append);
    return password.toString();
  }

  private char oneOf(String characters) {
    return characters.charAt(random.nextInt(characters.length()));
  }
}
