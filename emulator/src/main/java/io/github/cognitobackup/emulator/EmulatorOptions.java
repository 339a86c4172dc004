package io.github.cognitobackup.emulator;

import java.util.Arrays;
import java.util.Iterator;

/** What the program was told on the command line. */
record EmulatorOptions(
    int port,
    int users,
    int pools,
    long seed,
    String region,
    boolean quotas,
    int latencyMillis,
    boolean json,
    boolean help) {

  static EmulatorOptions parse(String... arguments) {
    int port = 9229;
    int users = 0;
    int pools = 1;
    long seed = 1;
    String region = "eu-west-1";
    boolean quotas = false;
    int latencyMillis = 0;
    boolean json = false;
    boolean help = false;
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--port" -> port = (int) number(option, rest, 65_535);
        case "--users" -> users = (int) number(option, rest, 40_000_000);
        case "--pools" -> pools = (int) number(option, rest, 10_000);
        case "--seed" -> seed = number(option, rest, Long.MAX_VALUE);
        case "--region" -> region = value(option, rest);
        case "--quotas" -> quotas = true;
        case "--latency-ms" -> latencyMillis = (int) number(option, rest, 600_000);
        case "--json" -> json = true;
        case "--help", "-h" -> help = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    return new EmulatorOptions(port, users, pools, seed, region, quotas, latencyMillis, json, help);
  }

  private static long number(String option, Iterator<String> rest, long max) {
    String text = value(option, rest);
    try {
      long number = Long.parseLong(text);
      if (number >= 0 && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(option + " wants a number, not " + text, e);
    }
    throw new IllegalArgumentException(option + " lies between 0 and " + max + ", not at " + text);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(option + " wants a value");
    }
    return rest.next();
  }
}
