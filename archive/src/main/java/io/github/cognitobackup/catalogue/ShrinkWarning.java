package io.github.cognitobackup.catalogue;

/**
 * Why an archive is suspicious: it holds far fewer users than an earlier one of the same pool.
 *
 * @param previousKey the earlier archive
 * @param previousUsers how many users that one holds
 */
public record ShrinkWarning(ArchiveKey previousKey, long previousUsers) {}
