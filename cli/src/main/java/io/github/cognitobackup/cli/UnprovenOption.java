package io.github.cognitobackup.cli;

import picocli.CommandLine.Option;

/** Whether files are read that prove nothing. */
final class UnprovenOption {

  @Option(
      names = "--accept-unproven",
      description =
          "Read also old backups: JSON arrays of users, or a tar.gz of them, as other tools wrote,"
              + " and answers of aws cognito-idp list-users."
              + " They cannot prove that they are whole or unchanged.")
  private boolean given;

  boolean given() {
    return given;
  }
}
