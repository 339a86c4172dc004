/**
 * What a test tells the emulator and hears from it: users to put, faults to inject, and the state,
 * messages and trigger calls to assert on.
 *
 * <pre>{@code
 * emulator.inject(Fault.on("AdminCreateUser").call(3).reset().afterExecution());
 * emulator.cognito().putUser(poolId, SeedUser.named("hana").status("UNCONFIRMED"));
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.emulator.scenario;

import org.jspecify.annotations.NullMarked;
