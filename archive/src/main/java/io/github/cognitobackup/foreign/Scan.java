package io.github.cognitobackup.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.ReadLimits;
import io.github.cognitobackup.crypto.ReopenableSource;
import io.github.cognitobackup.foreign.Findings.Found;
import io.github.cognitobackup.foreign.Findings.Trait;
import io.github.cognitobackup.internal.format.Corruption;
import io.github.cognitobackup.internal.format.Sha256;
import io.github.cognitobackup.internal.naming.PoolIds;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first pass over a foreign backup: reads everything there is, and counts. Not thread-safe. */
final class Scan {

  private final ReadLimits limits;
  private final Function<String, Role> roles;
  private final Set<String> names = new HashSet<>();
  private final List<Found> files = new ArrayList<>();
  private final Set<String> folders = new TreeSet<>();
  private final Set<String> poolIds = new TreeSet<>();
  private final Set<String> describedGroups = new TreeSet<>();
  private final Map<String, Long> members = new TreeMap<>();
  private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
  private long users;
  private long tellingNoEnabled;
  private @Nullable Instant lastChange;

  private Scan(ReadLimits limits, Function<String, Role> roles) {
    this.limits = limits;
    this.roles = roles;
  }

  /**
   * Reads a backup.
   *
   * @param name what a bare array is called
   * @param bare what a bare array is
   */
  static Findings run(
      ReopenableSource source, ForeignKind kind, String name, Role bare, ReadLimits limits) {
    Scan scan = new Scan(limits, kind == ForeignKind.TAR_GZ ? Role::ofName : base -> bare);
    try (Entries entries = Entries.open(source, kind, name, limits)) {
      for (Entries.Entry entry = entries.next(); entry != null; entry = entries.next()) {
        scan.read(entry);
      }
    } catch (IOException e) {
      throw Entries.unreadable(e);
    }
    return scan.findings();
  }

  private Findings findings() {
    return new Findings(
        files,
        folders,
        poolIds,
        describedGroups,
        members,
        traits,
        users,
        tellingNoEnabled,
        Optional.ofNullable(lastChange));
  }

  private void read(Entries.Entry entry) throws IOException {
    if (!names.add(entry.name())) {
      throw Corruption.at(Corruption.printable(entry.name()), "is there twice");
    }
    Counting counting = new Counting(entry.content());
    DigestInputStream content = new DigestInputStream(counting, Sha256.begin());
    Role role = content(entry, content);
    content.transferTo(OutputStream.nullOutputStream());
    String sha256 = Sha256.end(content.getMessageDigest());
    files.add(
        new Found(
            new Manifest.Entry(Corruption.printable(entry.name()), counting.bytes, sha256), role));
    if (role != Role.UNKNOWN && role != Role.LITTER) {
      folders.add(entry.folder());
    }
  }

  private Role content(Entries.Entry entry, InputStream content) throws IOException {
    Role role = roles.apply(entry.base());
    boolean known = true;
    if (role == Role.USERS) {
      users(new JsonElements(content, printable(entry), limits));
    } else if (role == Role.GROUPS) {
      JsonNode document = Documents.read(content, printable(entry), limits);
      Optional<List<ObjectNode>> groups = Documents.groups(document);
      groups.ifPresent(this::describe);
      note(Trait.CONTINUES, JsonElements.continues(document));
      known = groups.isPresent();
    } else if (role == Role.SETTINGS) {
      Optional<ObjectNode> pool = Documents.settings(content, printable(entry), limits);
      pool.ifPresent(this::settings);
      known = pool.isPresent();
    }
    return known ? role : Role.UNKNOWN;
  }

  private void users(JsonElements elements) {
    for (ObjectNode element = elements.next(); element != null; element = elements.next()) {
      ForeignUser user = ForeignUser.read(element, elements.where());
      users++;
      if (!user.tellsEnabled()) {
        tellingNoEnabled++;
      }
      Instant change = user.lastChange();
      if (change != null && (lastChange == null || change.isAfter(lastChange))) {
        lastChange = change;
      }
      user.groups().forEach(group -> members.merge(group, 1L, Long::sum));
      if (members.size() > limits.maxEntries()) {
        throw Corruption.at(
            elements.where(), "is in one of more than " + members.size() + " groups");
      }
    }
    note(Trait.CONTINUES, elements.continued());
  }

  private void describe(List<ObjectNode> groups) {
    for (ObjectNode group : groups) {
      describedGroups.add(String.valueOf(ForeignUser.groupName(group)));
      poolId(group.path("UserPoolId"));
    }
  }

  private void settings(ObjectNode pool) {
    note(Trait.HAS_SETTINGS, true);
    note(Trait.USES_MFA, !Set.of("", "OFF").contains(pool.path("MfaConfiguration").asText()));
    poolId(pool.path("Id"));
  }

  private void note(Trait trait, boolean holds) {
    if (holds) {
      traits.add(trait);
    }
  }

  private void poolId(JsonNode id) {
    if (id.isTextual() && PoolIds.isFolder(id.textValue())) {
      poolIds.add(id.textValue());
    }
  }

  private static String printable(Entries.Entry entry) {
    return Corruption.printable(entry.name());
  }

  private static final class Counting extends java.io.FilterInputStream {

    private long bytes;

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      bytes += Math.max(0, count);
      return count;
    }
  }
}
