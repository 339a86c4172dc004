/**
 * Backs up Amazon Cognito user pools into sealed archives and brings them back.
 *
 * <pre>{@code
 * Backuper backuper = Backuper.builder()
 *     .cognito(CognitoIdentityProviderClient.create())
 *     .storage(storage)
 *     .encryptor(encryptor)
 *     .build();
 * BackupReport report = backuper.backup("eu-west-1_AbCdEfGhI");
 * backuper.verify(report.key());
 * RestoreReport restored =
 *     backuper.restore(RestoreRequest.of(report.key()).intoNewPool("customers-restored"));
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup;

import org.jspecify.annotations.NullMarked;
