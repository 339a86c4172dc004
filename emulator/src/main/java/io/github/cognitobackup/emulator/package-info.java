/**
 * Amazon Cognito user pools and AWS KMS on the local machine, for tests.
 *
 * <p>One HTTP endpoint answers the real AWS clients of both services; what a test cannot ask AWS
 * for, it asks the {@linkplain io.github.cognitobackup.emulator.Emulator emulator} itself.
 *
 * <pre>{@code
 * try (Emulator emulator = Emulator.builder().build()) {
 *   String poolId = emulator.cognito().createPool("customers", PoolModel.EMAIL);
 *   emulator.cognito().generateUsers(poolId, 10_000, 42);
 *   // an AWS client with endpointOverride(emulator.endpoint()) and any credentials
 * }
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.emulator;

import org.jspecify.annotations.NullMarked;
