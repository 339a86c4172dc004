/**
 * Tests and faults for those who embed the library or write a part of it themselves.
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract {
 *   @Override
 *   protected Storage newStorage() {
 *     return new MyStorage();
 *   }
 * }
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.testkit;

import org.jspecify.annotations.NullMarked;
