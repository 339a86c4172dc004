/**
 * HTTP, the awsJson1.1 protocol, and what stands before every operation: quotas, latency, faults
 * and the count of calls.
 */
@NullMarked
package io.github.cognitobackup.emulator.internal.protocol;

import org.jspecify.annotations.NullMarked;
