package io.github.cognitobackup.crypto.kms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** What callers name KMS keys by. */
final class KeyName {

  private static final int MAX_LENGTH = 2048;

  private static final Pattern MULTI_REGION_ARN =
      Pattern.compile("(arn:[^:]+:kms:)([^:]+)(:[^:]*:key/mrk-.+)");

  private KeyName() {}

  static String checked(String property, String name) {
    if (name.isBlank() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          property + ": a key is named by 1 to " + MAX_LENGTH + " characters");
    }
    return name;
  }

  /** Gives the name that KMS in the client's Region knows the key by. */
  static String in(KmsClient client, String name) {
    Matcher arn = MULTI_REGION_ARN.matcher(name);
    if (!arn.matches()) {
      return name;
    }
    Region region = client.serviceClientConfiguration().region();
    return region == null ? name : arn.group(1) + region.id() + arn.group(3);
  }
}
