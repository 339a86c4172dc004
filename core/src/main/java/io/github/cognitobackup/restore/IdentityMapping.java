package io.github.cognitobackup.restore;

/**
 * Who a restored user is now. {@code sub} always changes, the user name in pools where one signs in
 * with an e-mail address or phone number.
 *
 * @param oldSub the {@code sub} in the archive
 * @param oldUsername the user name in the archive
 * @param newSub the {@code sub} in the target pool
 * @param newUsername the user name in the target pool
 */
public record IdentityMapping(
    String oldSub, String oldUsername, String newSub, String newUsername) {

  /** Shows nothing of a person but the two pseudonyms. */
  @Override
  public String toString() {
    return "IdentityMapping[" + oldSub + " -> " + newSub + "]";
  }
}
