package io.github.cognitobackup.restore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.file.NewFile;
import io.github.cognitobackup.internal.format.Json;
import io.github.cognitobackup.restore.Reference.Decision;
import io.github.cognitobackup.restore.Reference.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rewrite rules as a file in JSON, which a person edits. */
final class RulesDocument {

  private static final int VERSION = 1;
  private static final int MOST_BYTES = 16 << 20;
  private static final Set<String> MEMBERS = Set.of("version", "about", "references");
  private static final Set<String> MEMBERS_OF_REFERENCE =
      Set.of("kind", "value", "usedBy", "decision", "to", "note");

  private static final String ABOUT =
      "Decide about each reference: \"replace\" with \"to\", \"keep\", or \"leave-out\". A restore is"
          + " refused while one is \"undecided\".";

  private RulesDocument() {}

  /** Writes a new file. */
  static void write(RewriteRules rules, Path file) throws IOException {
    ObjectNode json = Json.newObject().put("version", VERSION).put("about", ABOUT);
    var references = json.putArray("references");
    for (Reference reference : rules.references()) {
      ObjectNode each = references.addObject();
      each.put("kind", reference.kind().text());
      each.put("value", reference.value());
      reference.usedBy().forEach(each.putArray("usedBy")::add);
      each.put("decision", reference.decision().text());
      each.put("to", reference.to());
      note(reference.kind()).ifPresent(note -> each.put("note", note));
    }
    try (NewFile target = NewFile.create(file)) {
      target.stream().write(Json.document(json));
      target.publish();
    }
  }

  private static Optional<String> note(Kind kind) {
    return switch (kind) {
      case DOMAIN_PREFIX -> Optional.of("one pool in the world can have it");
      case CUSTOM_DOMAIN ->
          Optional.of("one pool in the world can have it, and its DNS has to be changed");
      case RELYING_PARTY -> Optional.of("with another one all passkeys are useless");
      case ARN, SMS_REGION, CLIENT_NAME, URL -> Optional.empty();
    };
  }

  /** Reads a file. */
  static RewriteRules read(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw wrong(file, "has more than " + MOST_BYTES + " bytes");
    }
    JsonNode json;
    try {
      json = Json.mapper(Json.MAX_DEPTH, MOST_BYTES).readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw wrong(file, "is not JSON, near line " + e.getLocation().getLineNr());
    }
    if (!json.isObject() || json.path("version").asInt() != VERSION) {
      throw wrong(file, "is no file of rules of version " + VERSION);
    }
    refuseOthers(file, "", json, MEMBERS);
    List<Reference> references = new ArrayList<>();
    int number = 0;
    for (JsonNode each : json.path("references")) {
      String where = "references[" + number++ + "]";
      refuseOthers(file, where + ".", each, MEMBERS_OF_REFERENCE);
      List<String> usedBy = new ArrayList<>();
      each.path("usedBy").forEach(use -> usedBy.add(use.asText()));
      Kind kind = choice(file, where + ".kind", each.path("kind"), Kind.values(), Kind::text);
      Decision decision =
          choice(
              file, where + ".decision", each.path("decision"), Decision.values(), Decision::text);
      try {
        references.add(
            new Reference(kind, text(file, where, each, "value"), usedBy, decision, to(each)));
      } catch (IllegalArgumentException e) {
        throw wrong(file, "says in " + where + ": " + e.getMessage());
      }
    }
    try {
      return new RewriteRules(references);
    } catch (IllegalArgumentException e) {
      throw wrong(file, "cannot be used: " + e.getMessage());
    }
  }

  private static @Nullable String to(JsonNode reference) {
    JsonNode to = reference.path("to");
    return to.isTextual() && !to.textValue().isEmpty() ? to.textValue() : null;
  }

  private static String text(Path file, String where, JsonNode json, String member) {
    if (!json.path(member).isTextual()) {
      throw wrong(file, "has no text in " + where + '.' + member);
    }
    return json.path(member).textValue();
  }

  private static <E> E choice(
      Path file, String where, JsonNode value, E[] choices, Function<E, String> text) {
    return Stream.of(choices)
        .filter(each -> text.apply(each).equals(value.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    file,
                    "has in "
                        + where
                        + " none of "
                        + String.join(", ", Stream.of(choices).map(text).toList())));
  }

  private static void refuseOthers(Path file, String where, JsonNode json, Set<String> known) {
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw wrong(file, "has a member that is not known: " + where + name);
      }
    }
  }

  private static IllegalArgumentException wrong(Path file, String what) {
    return new IllegalArgumentException("the file of rules " + file + ' ' + what);
  }
}
