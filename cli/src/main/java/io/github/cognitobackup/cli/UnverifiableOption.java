package io.github.cognitobackup.cli;

import picocli.CommandLine.Option;

/** Whether files are read that prove nothing. */
final class UnverifiableOption {

  static final String NAME = "--accept-unverifiable";

  /** What the option was called before. */
  static final String ALIAS = "--accept-unproven";

  @Option(
      names = {UnverifiableOption.NAME, UnverifiableOption.ALIAS},
      description =
          "Read also foreign backups: JSON arrays of users, or a tar.gz of them, as other tools"
              + " wrote, and answers of aws cognito-idp list-users. They cannot prove that they are"
              + " whole or unchanged.")
  private boolean given;

  boolean given() {
    return given;
  }
}
