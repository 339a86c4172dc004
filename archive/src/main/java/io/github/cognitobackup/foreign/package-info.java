/**
 * The backups of other tools, behind one reader that gives their users in the form of an archive.
 *
 * <p>{@link io.github.cognitobackup.foreign.ForeignBackupReader} reads such a file whole and checks
 * what can be checked; what the file cannot prove it says in words. {@code docs/foreign-backups.md}
 * describes the forms.
 *
 * <pre>{@code
 * ForeignBackupReader reader =
 *     ForeignBackupReader.open(() -> Files.newInputStream(file), ReadLimits.defaults(), "users.json");
 * reader.notProven().forEach(System.out::println);
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.foreign;

import org.jspecify.annotations.NullMarked;
