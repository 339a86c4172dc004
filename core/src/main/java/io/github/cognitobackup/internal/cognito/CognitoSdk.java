package io.github.cognitobackup.internal.cognito;

import io.github.cognitobackup.internal.sdk.SdkFloor;
import software.amazon.awssdk.core.util.VersionInfo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** The AWS SDK in use, and its module of Cognito, which may be of another version. */
public final class CognitoSdk {

  private CognitoSdk() {}

  /**
   * Checks both.
   *
   * @throws io.github.cognitobackup.error.UnsupportedSdkException when one is too old
   */
  public static void check() {
    SdkFloor.check(VersionInfo.class);
    boolean knowsTiers =
        UserPoolType.builder().sdkFields().stream()
            .anyMatch(field -> field.locationName().equals("UserPoolTier"));
    if (!knowsTiers) {
      throw SdkFloor.unsupported(
          "older than " + SdkFloor.VERSION, "its module cognitoidentityprovider");
    }
  }

  /** Returns the version in use. */
  public static String version() {
    return SdkFloor.version(VersionInfo.class);
  }
}
