/** A storage and the encryptor that seals what is written there. */
@NullMarked
package io.github.cognitobackup.internal.vault;

import org.jspecify.annotations.NullMarked;
