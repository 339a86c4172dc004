package io.github.cognitobackup.internal.compare;

/**
 * What of users is compared.
 *
 * @param compareStatus whether users differ by their status; off where the caller chose passwords
 *     that change it
 * @param skipUnconfirmed whether users who never confirmed their sign-up are not expected
 */
public record ComparisonRules(boolean compareStatus, boolean skipUnconfirmed) {}
