/**
 * What all readers of backups share, whoever wrote them: strict gzip, tar and JSON, the words of a
 * refusal, and the extraction into a folder.
 */
@NullMarked
package io.github.cognitobackup.internal.format;

import org.jspecify.annotations.NullMarked;
