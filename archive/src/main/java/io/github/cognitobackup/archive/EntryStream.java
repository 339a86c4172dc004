package io.github.cognitobackup.archive;

import io.github.cognitobackup.archive.Layout.Kind;
import io.github.cognitobackup.archive.Verification.VerifiedEntry;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.Corruption;
import java.io.Closeable;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A later pass over a verified archive: gives the wanted entries, each only after its digest was
 * found to be the verified one. Not thread-safe.
 */
final class EntryStream implements Closeable {

  private final TarEntries tar;
  private final List<VerifiedEntry> entries;
  private final Predicate<Kind> wanted;
  private final int end;
  private int index;

  EntryStream(
      ReopenableSource source,
      ReadLimits limits,
      List<VerifiedEntry> entries,
      Predicate<Kind> wanted) {
    this.entries = entries;
    this.wanted = wanted;
    int last = entries.size();
    while (last > 0 && !wanted.test(entries.get(last - 1).kind())) {
      last--;
    }
    this.end = last;
    this.tar = new TarEntries(source, limits);
  }

  /** Reads up to the next wanted entry; null after the last one. */
  @Nullable TarEntry next() {
    while (index < end) {
      VerifiedEntry verified = entries.get(index++);
      TarEntry entry = tar.next();
      String name = verified.entry().name();
      if (entry == null || !entry.name().equals(name) || entry.size() != verified.entry().size()) {
        throw changed(name);
      }
      if (wanted.test(verified.kind())) {
        if (!Objects.equals(entry.toManifestEntry(), verified.entry())) {
          throw changed(name);
        }
        return entry;
      }
    }
    return null;
  }

  /** The place of the entry that was given last. */
  Layout.Place place() {
    return entries.get(index - 1).place();
  }

  @Override
  public void close() {
    tar.close();
  }

  private static RuntimeException changed(String name) {
    return Corruption.at(name, "is no longer what it was when the archive was verified");
  }
}
