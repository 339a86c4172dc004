/** Digests of records in buckets, spilled to disk when they outgrow the heap. */
@NullMarked
package io.github.cognitobackup.internal.spill;

import org.jspecify.annotations.NullMarked;
