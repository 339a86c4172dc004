package io.github.cognitobackup.crypto.kms;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;

/** What callers name KMS keys by. */
final class KeyName {

  private static final int MAX_LENGTH = 2048;

  private static final Pattern MULTI_REGION_ARN =
      Pattern.compile("(arn:[^:]+:kms:)([^:]+)(:[^:]*:key/mrk-.+)");

  private static final Pattern ARN = Pattern.compile("arn:[^:]+:kms:([^:]+):[^:]*:(?!key/mrk-).+");

  private static final Pattern KEY_ARN = Pattern.compile("arn:[^:]+:kms:[^:]+:[^:]*:key/.+");

  private KeyName() {}

  static String checked(String property, String name) {
    if (name.isBlank() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          property + ": a key is named by 1 to " + MAX_LENGTH + " characters");
    }
    return name;
  }

  /** Returns the name that KMS in the client's Region knows the key by. */
  static String in(KmsClient client, String name) {
    Matcher arn = MULTI_REGION_ARN.matcher(name);
    if (!arn.matches()) {
      return name;
    }
    Region region = client.serviceClientConfiguration().region();
    return region == null ? name : arn.group(1) + region.id() + arn.group(3);
  }

  /** The Region that an ARN binds its key to; null for other names and for multi-Region keys. */
  static @Nullable String regionOf(String name) {
    Matcher arn = ARN.matcher(name);
    return arn.matches() ? arn.group(1) : null;
  }

  /** Returns the ARN of a key from other names, also from the ARN of an alias. */
  static boolean isArn(String name) {
    return KEY_ARN.matcher(name).matches();
  }

  /** Tells an alias, or its ARN, from the names of the key itself. */
  static boolean isAlias(String name) {
    return name.contains("alias/");
  }

  /** Whether a key's id or ARN is of the key with an ARN. */
  static boolean isOf(String name, String arn) {
    return arn.equals(name) || arn.endsWith(":key/" + name);
  }

  /** Compares two ARNs; those of a multi-Region key's siblings are of the same key. */
  static boolean isSameKey(String oneArn, String otherArn) {
    return withoutRegion(oneArn).equals(withoutRegion(otherArn));
  }

  private static String withoutRegion(String arn) {
    return MULTI_REGION_ARN.matcher(arn).replaceFirst("$1$3");
  }
}
