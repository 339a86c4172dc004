/** Benchmarks: {@code ./mvnw -pl benchmarks -am package -DskipTests} and then {@code exec:exec}. */
@NullMarked
package io.github.cognitobackup.benchmarks;

import org.jspecify.annotations.NullMarked;
