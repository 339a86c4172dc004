package io.github.cognitobackup.transfer;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.CognitoBackupException;

/**
 * What is done with a receipt: a help and no more, so that its failure is told and stops nobody.
 */
final class ReceiptWork {

  private ReceiptWork() {}

  /**
   * Tries it.
   *
   * @param what is done, such as "moved"
   * @return what went wrong, to be put behind other words; mostly nothing
   */
  static String attempt(String what, Runnable work) {
    try {
      work.run();
      return "";
    } catch (ArchiveExistsException e) {
      return ""; // another run was faster
    } catch (CognitoBackupException e) {
      return "; its receipt was not " + what + ": " + e.getMessage();
    }
  }
}
