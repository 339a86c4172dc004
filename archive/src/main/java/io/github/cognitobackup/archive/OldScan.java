package io.github.cognitobackup.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.OldBackupReader.Kind;
import io.github.cognitobackup.crypto.ReopenableSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.CharacterCodingException;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The first pass over an old backup: reads everything there is, and counts. Not thread-safe. */
final class OldScan {

  private final ReadLimits limits;
  private final Function<String, Role> roles;
  private final Set<String> names = new HashSet<>();
  final List<Found> files = new ArrayList<>();
  final Set<String> folders = new TreeSet<>();
  final Set<String> poolIds = new TreeSet<>();
  final Set<String> describedGroups = new TreeSet<>();
  final Map<String, Long> members = new TreeMap<>();
  boolean settings;
  boolean mfa;
  boolean continued;
  long users;
  long tellingNoEnabled;
  @Nullable Instant lastChange;

  private OldScan(ReadLimits limits, Function<String, Role> roles) {
    this.limits = limits;
    this.roles = roles;
  }

  /** What a file of the backup is. */
  enum Role {
    USERS,
    GROUPS,
    SETTINGS,
    UNKNOWN,
    /** What an operating system has left there. */
    LITTER
  }

  /** A file, and what it was found to be. */
  record Found(Manifest.Entry entry, Role role) {}

  /**
   * Reads a backup.
   *
   * @param name what a bare array is called
   * @param bare what a bare array is
   */
  static OldScan run(
      ReopenableSource source, Kind kind, String name, Role bare, ReadLimits limits) {
    OldScan scan = new OldScan(limits, kind == Kind.TAR_GZ ? OldScan::role : base -> bare);
    try (OldEntries entries = OldEntries.open(source, kind, name, limits)) {
      for (OldEntries.Entry entry = entries.next(); entry != null; entry = entries.next()) {
        scan.read(entry);
      }
    } catch (IOException e) {
      throw OldEntries.unreadable(e);
    }
    return scan;
  }

  /** Returns whether the first object of an array is a group. */
  static boolean beginsWithGroup(InputStream in, String name, ReadLimits limits)
      throws IOException {
    ObjectNode first = new JsonElements(in, name, limits).next();
    return first != null && !first.has("Username") && OldUser.groupName(first) != null;
  }

  /** Reads the settings of a pool, where they are what describes one. */
  static Optional<ObjectNode> settings(InputStream in, String where, ReadLimits limits)
      throws IOException {
    JsonNode document = document(in, where, limits);
    JsonNode pool = document.path("UserPool").isObject() ? document.path("UserPool") : document;
    if (!(pool instanceof ObjectNode object)
        || !pool.path("Name").isTextual()
        || pool.path("SchemaAttributes").isEmpty()) {
      return Optional.empty();
    }
    object.remove("ResultMetadata");
    OldUser.dropNulls(object);
    dropEmptyTexts(object);
    return Optional.of(object);
  }

  /** Reads the descriptions of groups, where they are such. */
  static Optional<List<ObjectNode>> groups(InputStream in, String where, ReadLimits limits)
      throws IOException {
    return groups(document(in, where, limits));
  }

  private static Optional<List<ObjectNode>> groups(JsonNode document) {
    JsonNode array = document.path("Groups").isArray() ? document.path("Groups") : document;
    List<ObjectNode> groups = new ArrayList<>();
    if (array instanceof ArrayNode || array.isNull()) {
      for (JsonNode group : array) {
        if (!(group instanceof ObjectNode object) || OldUser.groupName(group) == null) {
          return Optional.empty();
        }
        OldUser.dropNulls(object);
        groups.add(object);
      }
      return Optional.of(groups);
    }
    return Optional.empty();
  }

  private void read(OldEntries.Entry entry) throws IOException {
    if (!names.add(entry.name())) {
      throw Corruption.at(Corruption.printable(entry.name()), "is there twice");
    }
    Counting counting = new Counting(entry.content());
    DigestInputStream content = new DigestInputStream(counting, Digests.sha256());
    Role role = content(entry, content);
    content.transferTo(OutputStream.nullOutputStream());
    String sha256 = HexFormat.of().formatHex(content.getMessageDigest().digest());
    files.add(
        new Found(
            new Manifest.Entry(Corruption.printable(entry.name()), counting.bytes, sha256), role));
    if (role != Role.UNKNOWN && role != Role.LITTER) {
      folders.add(entry.folder());
    }
  }

  /** What a file of a tar should be, by its name. */
  private static Role role(String base) {
    return switch (base) {
      case "users.json" -> Role.USERS;
      case "groups.json" -> Role.GROUPS;
      case "user-pool.json", "user_pool.json", "userpool.json" -> Role.SETTINGS;
      default -> base.startsWith(".") ? Role.LITTER : Role.UNKNOWN;
    };
  }

  private Role content(OldEntries.Entry entry, InputStream content) throws IOException {
    Role role = roles.apply(entry.base());
    boolean known = true;
    if (role == Role.USERS) {
      users(new JsonElements(content, printable(entry), limits));
    } else if (role == Role.GROUPS) {
      JsonNode document = document(content, printable(entry), limits);
      Optional<List<ObjectNode>> groups = groups(document);
      groups.ifPresent(this::describe);
      continued |= JsonElements.continues(document);
      known = groups.isPresent();
    } else if (role == Role.SETTINGS) {
      Optional<ObjectNode> pool = settings(content, printable(entry), limits);
      pool.ifPresent(this::settings);
      known = pool.isPresent();
    }
    return known ? role : Role.UNKNOWN;
  }

  private void users(JsonElements elements) {
    for (ObjectNode element = elements.next(); element != null; element = elements.next()) {
      OldUser user = OldUser.read(element, elements.where());
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
    continued |= elements.continued();
  }

  private void describe(List<ObjectNode> groups) {
    for (ObjectNode group : groups) {
      describedGroups.add(String.valueOf(OldUser.groupName(group)));
      poolId(group.path("UserPoolId"));
    }
  }

  private void settings(ObjectNode pool) {
    settings = true;
    mfa = !Set.of("", "OFF").contains(pool.path("MfaConfiguration").asText());
    poolId(pool.path("Id"));
  }

  private void poolId(JsonNode id) {
    if (id.isTextual() && Layout.isPoolId(id.textValue())) {
      poolIds.add(id.textValue());
    }
  }

  private static String printable(OldEntries.Entry entry) {
    return Corruption.printable(entry.name());
  }

  /** Reads a whole document, of which nothing but its size and soundness is expected. */
  private static JsonNode document(InputStream in, String where, ReadLimits limits)
      throws IOException {
    byte[] bytes = in.readNBytes(limits.maxEntryBytes() + 1);
    if (bytes.length > limits.maxEntryBytes()) {
      throw Corruption.at(where, "is larger than " + limits.maxEntryBytes() + " bytes");
    }
    try {
      return new Json(limits).readAny(OldText.utf8(bytes), where);
    } catch (CharacterCodingException e) {
      throw Corruption.at(where, "is not UTF-8, nor UTF-16 with a mark");
    }
  }

  /** What a tool leaves empty was not set. */
  private static void dropEmptyTexts(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .removeIf(
              member -> member.getValue().isTextual() && member.getValue().asText().isEmpty());
    }
    node.forEach(OldScan::dropEmptyTexts);
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
