package io.github.cognitobackup.internal.sdk;

import io.github.cognitobackup.error.UnsupportedSdkException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The oldest AWS SDK that will do. An older one lacks classes that the engine links, and members of
 * a pool without which a backup would be silently incomplete. This class links none of those.
 */
public final class SdkFloor {

  /** The oldest version. */
  public static final String VERSION = "2.30.2";

  private static final Pattern NUMBERS = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");

  private SdkFloor() {}

  /**
   * Checks the version that the SDK tells of itself.
   *
   * @param versionInfo the SDK's own class of that name
   * @throws UnsupportedSdkException when it is older
   */
  public static void check(Class<?> versionInfo) {
    check(version(versionInfo));
  }

  static void check(String version) {
    if (compare(version) < 0) {
      throw unsupported(version, "it");
    }
  }

  /** Returns the version in use, as the SDK's own class of versions has it. */
  public static String version(Class<?> versionInfo) {
    try {
      // read when it is run: the compiler would copy the constant of the SDK of the build
      return String.valueOf(versionInfo.getField("SDK_VERSION").get(null));
    } catch (ReflectiveOperationException e) {
      return "unknown";
    }
  }

  /** What has no number of the usual form is not judged. */
  private static int compare(String version) {
    Matcher found = NUMBERS.matcher(version);
    Matcher floor = NUMBERS.matcher(VERSION);
    return found.matches() && floor.matches() ? Arrays.compare(numbers(found), numbers(floor)) : 0;
  }

  private static int[] numbers(Matcher version) {
    int[] numbers = new int[3];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(version.group(i + 1));
    }
    return numbers;
  }

  /** Returns the refusal of an SDK, or of what of it is too old. */
  public static UnsupportedSdkException unsupported(String found, String what) {
    return new UnsupportedSdkException(
        found,
        VERSION,
        "the AWS SDK for Java on the class path is "
            + found
            + ", and this library needs "
            + VERSION
            + " or newer: raise "
            + what
            + ", for instance by importing software.amazon.awssdk:bom");
  }
}
