package io.github.cognitobackup.cli;

import java.util.Optional;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * Whether the AWS profile that was asked for exists: the SDK tells of one without a Region alike.
 */
final class MissingProfile {

  private MissingProfile() {}

  /** Returns the name of the profile that was asked for and is in no file. */
  static Optional<String> name() {
    return ProfileFileSystemSetting.AWS_PROFILE
        .getNonDefaultStringValue()
        .filter(name -> ProfileFile.defaultProfileFile().profile(name).isEmpty());
  }
}
