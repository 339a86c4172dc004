package io.github.cognitobackup.internal.sdk;

import io.github.cognitobackup.error.UnsupportedSdkException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

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
   * Checks what all its modules share.
   *
   * @throws UnsupportedSdkException when it is older
   */
  public static void check() {
    check(version());
  }

  /**
   * Checks its module of Cognito too, which may be of another version.
   *
   * @throws UnsupportedSdkException when it is older
   */
  public static void checkCognito() {
    check();
    if (!Cognito.knowsTiers()) {
      throw unsupported("older than " + VERSION, "its module cognitoidentityprovider");
    }
  }

  /** A class of its own, for not every program has that module. */
  private static final class Cognito {

    static boolean knowsTiers() {
      return UserPoolType.builder().sdkFields().stream()
          .anyMatch(field -> field.locationName().equals("UserPoolTier"));
    }
  }

  static void check(String version) {
    if (compare(version) < 0) {
      throw unsupported(version, "it");
    }
  }

  /** The version in use. */
  public static String version() {
    try {
      // read when it is run: the compiler would copy the constant of the SDK of the build
      return String.valueOf(VersionInfo.class.getField("SDK_VERSION").get(null));
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

  private static UnsupportedSdkException unsupported(String found, String what) {
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
