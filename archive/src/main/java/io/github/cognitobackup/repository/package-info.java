/** A repository of archives: opens, lists, verifies, extracts, prunes and moves them. */
@NullMarked
package io.github.cognitobackup.repository;

import org.jspecify.annotations.NullMarked;
