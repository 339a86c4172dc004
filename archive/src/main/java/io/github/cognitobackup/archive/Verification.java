package io.github.cognitobackup.archive;

import io.github.cognitobackup.archive.Layout.Kind;
import io.github.cognitobackup.archive.Layout.Place;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The first pass: checks everything there is and remembers the digests. */
final class Verification {

  private final ReadLimits limits;
  private final Json json;
  private final HeaderDocument header;
  private final List<VerifiedEntry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Long> resources = new TreeMap<>();
  private final Map<Kind, Long> lines = new EnumMap<>(Kind.class);
  private final Map<Kind, Integer> parts = new EnumMap<>(Kind.class);
  private boolean partsBegun;

  private Verification(ReadLimits limits, Json json, HeaderDocument header) {
    this.limits = limits;
    this.json = json;
    this.header = header;
  }

  /**
   * What was found sound.
   *
   * @param unknown entries and members that a newer minor version added
   * @param committed whether it begins with the commitment to the key that it is sealed under
   */
  record Verified(
      ArchiveHeader header,
      Manifest manifest,
      List<VerifiedEntry> entries,
      List<String> unknown,
      boolean committed) {}

  /** An entry, its place and its digest. */
  record VerifiedEntry(Manifest.Entry entry, Kind kind, Place place) {}

  static Verified run(ReopenableSource source, ReadLimits limits) {
    Json json = new Json(limits.maxDepth(), limits.maxEntryBytes());
    try (TarEntries tar = new TarEntries(source, limits)) {
      TarEntry first = tar.next();
      if (first == null || !first.name().equals(Layout.HEADER)) {
        throw Corruption.at(Layout.HEADER, "is not the first entry");
      }
      HeaderDocument header =
          HeaderDocument.read(json.read(first.bytes(), 0, first.size(), Layout.HEADER));
      if (header.promisesCommitment() && !tar.committed()) {
        throw Corruption.at(
            Layout.HEADER, "is of a format whose gzip begins with a commitment, and this does not");
      }
      Verification verification = new Verification(limits, json, header);
      verification.remember(first, place(Kind.HEADER));
      return verification.rest(tar);
    }
  }

  private Verified rest(TarEntries tar) {
    TarEntry entry = tar.next();
    while (entry != null && !entry.name().equals(Layout.MANIFEST)) {
      check(entry);
      entry = tar.next();
    }
    if (entry == null) {
      throw Corruption.at(Layout.MANIFEST, "is missing: the archive is cut short");
    }
    Manifest.Entry manifestEntry = entry.toManifestEntry();
    ManifestDocument manifest =
        ManifestDocument.read(
            json.read(entry.bytes(), 0, entry.size(), Layout.MANIFEST), header.newer());
    TarEntry after = tar.next();
    if (after != null) {
      throw Corruption.at(Corruption.printable(after.name()), "comes after the manifest");
    }
    compare(manifest.manifest());
    entries.add(new VerifiedEntry(manifestEntry, Kind.MANIFEST, place(Kind.MANIFEST)));
    List<String> unknown = new ArrayList<>(header.unknown());
    entries.stream()
        .filter(found -> found.kind() == Kind.UNKNOWN)
        .forEach(found -> unknown.add(found.entry().name()));
    unknown.addAll(manifest.unknown());
    return new Verified(
        header.header(), manifest.manifest(), List.copyOf(entries), unknown, tar.committed());
  }

  private void check(TarEntry entry) {
    String name = Corruption.printable(entry.name());
    Place place =
        Layout.place(header.header().poolId(), entry.name())
            .orElseThrow(() -> Corruption.at(name, "lies outside the layout"));
    remember(entry, place);
    switch (place.kind()) {
      case RESOURCE -> {
        if (partsBegun) {
          throw Corruption.at(name, "comes after users or memberships");
        }
        json.check(entry.bytes(), 0, entry.size(), name);
        resources.merge(String.valueOf(place.type()), 1L, Long::sum);
      }
      case USERS, MEMBERSHIPS -> checkPart(entry, place, name);
      case UNKNOWN -> {
        if (!header.newer()) {
          throw Corruption.at(name, "lies outside the layout");
        }
      }
      case HEADER, MANIFEST -> throw new IllegalStateException("No path leads to " + place.kind());
    }
  }

  private void checkPart(TarEntry entry, Place place, String name) {
    int expected = parts.merge(place.kind(), 1, Integer::sum);
    if (place.part() != expected) {
      throw Corruption.at(name, "is out of order: part " + expected + " should be here");
    }
    partsBegun = true;
    LineReader reader = new LineReader(entry.bytes(), entry.size(), name, limits);
    while (reader.next()) {
      lines.merge(place.kind(), 1L, Long::sum);
      if (place.kind() == Kind.USERS) {
        json.check(entry.bytes(), reader.start(), reader.length(), reader.where());
      } else {
        MembershipLine.read(json, entry.bytes(), reader);
      }
    }
  }

  private void remember(TarEntry entry, Place place) {
    if (!names.add(entry.name())) {
      throw Corruption.at(Corruption.printable(entry.name()), "is there twice");
    }
    entries.add(new VerifiedEntry(entry.toManifestEntry(), place.kind(), place));
  }

  private void compare(Manifest manifest) {
    List<Manifest.Entry> listed = manifest.entries();
    for (int i = 0; i < Math.min(listed.size(), entries.size()); i++) {
      compare(listed.get(i), entries.get(i).entry());
    }
    if (listed.size() > entries.size()) {
      String missing = Corruption.printable(listed.get(entries.size()).name());
      throw Corruption.at(missing, "is in the manifest but not in the archive");
    }
    if (listed.size() < entries.size()) {
      throw Corruption.at(entries.get(listed.size()).entry().name(), "is not in the manifest");
    }
    count("users", manifest.counts().users(), lines.getOrDefault(Kind.USERS, 0L));
    count("memberships", manifest.counts().memberships(), lines.getOrDefault(Kind.MEMBERSHIPS, 0L));
    if (!manifest.counts().resources().equals(resources)) {
      throw Corruption.at(Layout.MANIFEST, "counts other resources than the archive holds");
    }
  }

  private static Place place(Kind kind) {
    return new Place(kind, null, 0);
  }

  private static void compare(Manifest.Entry listed, Manifest.Entry found) {
    if (!listed.name().equals(found.name())) {
      throw Corruption.at(
          found.name(), "stands where the manifest lists " + Corruption.printable(listed.name()));
    }
    if (listed.size() != found.size()) {
      throw Corruption.at(found.name(), "has another size than the manifest says");
    }
    if (!listed.sha256().equals(found.sha256())) {
      throw Corruption.at(found.name(), "has another digest than the manifest says");
    }
  }

  private static void count(String what, long listed, long found) {
    if (listed != found) {
      throw Corruption.at(
          Layout.MANIFEST,
          String.format(Locale.ROOT, "counts %d %s but the archive holds %d", listed, what, found));
    }
  }
}
