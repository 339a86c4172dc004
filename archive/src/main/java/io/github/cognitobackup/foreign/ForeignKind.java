package io.github.cognitobackup.foreign;

/** The forms of foreign backups. */
public enum ForeignKind {
  /** Arrays of users, or of groups, alone or in answers of the AWS CLI, or users one by one. */
  JSON_ARRAY(
      "a JSON array of users or groups, as cognito-backup and cognito-backup-restore of npm and"
          + " the AWS CLI write, or several, or users one after the other"),
  /** The same in a gzip file. */
  GZIPPED_JSON_ARRAY("a JSON array of users or groups in a gzip file"),
  /** JSON documents in a tar. */
  TAR_GZ("a tar.gz that does not begin with archive.json, as the tool before this library wrote");

  private final String description;

  ForeignKind(String description) {
    this.description = description;
  }

  /**
   * Returns what it is.
   *
   * @return in words
   */
  public String description() {
    return description;
  }
}
