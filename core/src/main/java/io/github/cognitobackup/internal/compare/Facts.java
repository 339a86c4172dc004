package io.github.cognitobackup.internal.compare;

/**
 * What a comparison knows of a user besides its verdict, and what tells which losses there are.
 *
 * @param status the status in the archive
 * @param mfa whether the archive tells of a second factor
 * @param enabled whether the archive has the user enabled
 * @param statusChanged whether the pool has the user with another status
 */
public record Facts(Status status, boolean mfa, boolean enabled, boolean statusChanged) {

  private static final int STATUS = 0x0f;
  private static final int MFA = 0x10;
  private static final int CHANGED = 0x20;
  private static final int ENABLED = 0x40;

  byte code() {
    return (byte)
        (status.code() | (mfa ? MFA : 0) | (enabled ? ENABLED : 0) | (statusChanged ? CHANGED : 0));
  }

  static Facts ofCode(byte code) {
    return new Facts(
        Status.ofCode(code & STATUS),
        (code & MFA) != 0,
        (code & ENABLED) != 0,
        (code & CHANGED) != 0);
  }
}
