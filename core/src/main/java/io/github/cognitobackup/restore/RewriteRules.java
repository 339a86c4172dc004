package io.github.cognitobackup.restore;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What becomes of each reference that leaves the pool, when an archive is restored into another
 * account or Region, or beside the pool that it was taken of. {@link
 * io.github.cognitobackup.Backuper#proposeRules} finds the references and proposes; a person
 * reviews the file and decides; {@link RestoreRequest#rewrite(RewriteRules)} applies. Immutable.
 *
 * @param references the references; two of one kind have different values
 */
public record RewriteRules(List<Reference> references) {

  /**
   * Checks that no reference is decided twice.
   *
   * @param references see the record
   * @throws IllegalArgumentException when one is
   */
  public RewriteRules {
    references = List.copyOf(references);
    long distinct =
        references.stream().map(each -> each.kind().text() + ' ' + each.value()).distinct().count();
    if (distinct < references.size()) {
      throw new IllegalArgumentException("two of the rules are about the same reference");
    }
  }

  /**
   * Reads a file of rules.
   *
   * @param file the file, JSON as {@link #write} makes it
   * @return the rules
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException when it is no file of rules; the message names the place
   */
  public static RewriteRules read(Path file) throws IOException {
    return RulesDocument.read(file);
  }

  /**
   * Writes the rules for a person to review. The file is private to its owner and appears whole or
   * not at all.
   *
   * @param file the file, where nothing may be
   * @throws IOException when it cannot be written
   * @throws io.github.cognitobackup.error.ArchiveExistsException when something is there
   */
  public void write(Path file) throws IOException {
    RulesDocument.write(this, file);
  }
}
