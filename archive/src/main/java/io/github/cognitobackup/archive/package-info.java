/**
 * The archive format: one snapshot of a user pool as a {@code tar.gz} of JSON documents, lines of
 * users and lines of memberships, closed by a manifest with the digest of everything.
 *
 * <p>{@link io.github.cognitobackup.archive.ArchiveWriter} writes a snapshot to any stream, {@link
 * io.github.cognitobackup.archive.ArchiveReader} believes nothing of an archive before it has
 * checked all of it. The package carries JSON trees as they are: it knows neither AWS nor
 * encryption. The format is specified in {@code docs/format/archive.md}.
 *
 * <pre>{@code
 * ArchiveHeader header = ArchiveHeader.of("eu-west-1_AbCdEfGhI", Instant.now());
 * try (ArchiveWriter writer = ArchiveWriter.to(out, header)) {
 *   writer.resource("user-pool", settings);
 *   writer.user(alice);
 *   writer.membership("admins", "alice");
 *   writer.finish();
 * }
 *
 * ArchiveReader reader = ArchiveReader.open(() -> Files.newInputStream(file), ReadLimits.defaults());
 * try (Stream<ArchivedUser> users = reader.users()) {
 *   users.forEach(user -> restore(user.document()));
 * }
 * }</pre>
 */
@NullMarked
package io.github.cognitobackup.archive;

import org.jspecify.annotations.NullMarked;
