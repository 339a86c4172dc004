package io.github.cognitobackup.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.internal.cognito.resource.Domains;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.restore.Reference;
import io.github.cognitobackup.restore.Reference.Decision;
import io.github.cognitobackup.restore.Reference.Kind;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.restore.RewriteRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Rewrites the resources of an archive as a request says.
 *
 * @param arnRules beginnings of ARNs, old to new
 * @param rules what becomes of each reference; empty where references stay as they are
 */
public record Rewriting(Map<String, String> arnRules, Optional<RewriteRules> rules) {

  /** Leaves all as it is. */
  public static final Rewriting NONE = new Rewriting(Map.of(), Optional.empty());

  private static final int SHOWN = 10;

  /**
   * What came of it.
   *
   * @param resources the resources
   * @param leftOut what was left out by a person's decision, and where it was
   */
  public record Result(List<Resource> resources, List<String> leftOut) {}

  private record Name(Kind kind, String value) {}

  /** Returns the rewriting that a request asks for. */
  public static Rewriting of(RestoreRequest request) {
    return new Rewriting(request.arnRules(), request.rewriteRules());
  }

  /**
   * Rewrites resources; their documents are changed.
   *
   * @throws RestoreRefusedException when a reference is not decided
   */
  public Result apply(List<Resource> resources) {
    if (rules.isEmpty()) {
      resources.forEach(this::rewriteArns);
      return new Result(resources, List.of());
    }
    Map<Name, Reference> decided = new HashMap<>();
    rules
        .get()
        .references()
        .forEach(each -> decided.put(new Name(each.kind(), each.value()), each));
    refuseUndecided(resources, decided);
    List<Resource> rewritten = new ArrayList<>();
    Set<String> leftOut = new LinkedHashSet<>();
    Map<String, String> domains = new HashMap<>();
    for (Resource resource : resources) {
      String name = name(resource);
      List<String> without = new ArrayList<>();
      References.visit(
          resource,
          (kind, value, place) -> {
            Reference reference = decided.get(new Name(kind, value));
            Optional<String> result = reference == null ? Optional.of(value) : reference.result();
            if (result.isPresent()) {
              place.replacement().accept(TextNode.valueOf(result.get()));
            } else {
              place.removal().run();
              without.add(name + ": " + place.path());
            }
          });
      leftOut.addAll(without);
      boolean domain = resource.type().equals(Domains.TYPE);
      String domainNow = resource.document().path("Domain").asText();
      if (!domain) {
        rewritten.add(resource);
      } else if (!domainNow.isEmpty()) {
        domains.put(resource.id(), domainNow);
        rewritten.add(new Resource(resource.type(), domainNow, resource.document()));
      }
    }
    rewritten.stream()
        .filter(resource -> resource.type().equals(PoolSettings.TYPE))
        .forEach(resource -> nameDomains(resource.document(), domains));
    return new Result(List.copyOf(rewritten), List.copyOf(leftOut));
  }

  /** The pool's own document names its domains too. */
  private static void nameDomains(ObjectNode settings, Map<String, String> domains) {
    for (String member : List.of("Domain", "CustomDomain")) {
      String name = domains.get(settings.path(member).asText());
      if (name != null) {
        settings.put(member, name);
      } else {
        settings.remove(member);
      }
    }
  }

  private static void refuseUndecided(List<Resource> resources, Map<Name, Reference> decided) {
    Map<Name, List<String>> open = new LinkedHashMap<>();
    find(resources)
        .forEach(
            (name, uses) -> {
              Reference reference = decided.get(name);
              boolean impossible =
                  reference != null
                      && reference.decision() == Decision.LEAVE_OUT
                      && name.kind == Kind.CLIENT_NAME;
              if (reference == null || reference.decision() == Decision.UNDECIDED || impossible) {
                open.put(name, uses);
              }
            });
    if (!open.isEmpty()) {
      List<String> shown =
          open.entrySet().stream()
              .limit(SHOWN)
              .map(
                  each ->
                      each.getKey().kind.text()
                          + " \""
                          + each.getKey().value
                          + "\" ("
                          + each.getValue().get(0)
                          + ')')
              .toList();
      throw new RestoreRefusedException(
          "rules",
          "the rewrite rules do not decide about "
              + open.size()
              + (open.size() == 1 ? " reference: " : " references: ")
              + String.join("; ", shown)
              + (open.size() > SHOWN ? "; ..." : "")
              + ". Decide about each in the file of rules: replace, keep, or leave-out; an app"
              + " client cannot be without a name",
          null);
    }
  }

  /**
   * Proposes rules for the references of an archive.
   *
   * @param source the account and Region of the pool that was saved
   * @param target those of the pool to be
   */
  public static RewriteRules propose(List<Resource> resources, Place source, Place target) {
    List<Reference> references = new ArrayList<>();
    find(resources).forEach((name, uses) -> references.add(proposed(name, uses, source, target)));
    references.sort(Comparator.comparing(Reference::kind).thenComparing(Reference::value));
    return new RewriteRules(references);
  }

  /**
   * An account and a Region; empty where they are not known.
   *
   * @param account twelve digits
   * @param region the Region's name
   */
  public record Place(String account, String region) {}

  private static Reference proposed(Name name, List<String> uses, Place source, Place target) {
    Reference undecided = new Reference(name.kind, name.value, uses, Decision.UNDECIDED, null);
    return switch (name.kind) {
      case ARN -> arn(undecided, source, target);
      case SMS_REGION ->
          name.value.equals(source.region) && !target.region.isEmpty()
              ? to(undecided, target.region)
              : undecided.decided(Decision.KEEP, null);
      case DOMAIN_PREFIX, CUSTOM_DOMAIN -> undecided;
      case RELYING_PARTY, CLIENT_NAME, URL -> undecided.decided(Decision.KEEP, null);
    };
  }

  /** An ARN of the source becomes that of the target; others stay. */
  private static Reference arn(Reference undecided, Place source, Place target) {
    String[] parts = undecided.value().split(":", 6);
    if (parts.length < 6) {
      return undecided;
    }
    boolean here = parts[3].isEmpty() || parts[3].equals(source.region);
    boolean own = parts[4].isEmpty() || parts[4].equals(source.account);
    if (!here && !own) {
      return undecided.decided(Decision.KEEP, null);
    }
    if (!parts[3].isEmpty() && here) {
      parts[3] = target.region;
    }
    if (!parts[4].isEmpty() && own) {
      parts[4] = target.account;
    }
    boolean known = !(target.region.isEmpty() && here && !parts[2].equals("iam"));
    return known && !(target.account.isEmpty() && own)
        ? to(undecided, String.join(":", parts))
        : undecided;
  }

  private static Reference to(Reference undecided, String value) {
    return value.equals(undecided.value())
        ? undecided.decided(Decision.KEEP, null)
        : undecided.decided(Decision.REPLACE, value);
  }

  private static Map<Name, List<String>> find(List<Resource> resources) {
    Map<Name, List<String>> found = new LinkedHashMap<>();
    for (Resource resource : resources) {
      String name = name(resource);
      References.visit(
          resource,
          (kind, value, place) -> {
            List<String> uses =
                found.computeIfAbsent(new Name(kind, value), each -> new ArrayList<>());
            String use = name + ": " + place.path();
            if (!uses.contains(use)) {
              uses.add(use);
            }
          });
    }
    return found;
  }

  private static String name(Resource resource) {
    String name =
        ResourceKinds.ofType(resource.type())
            .map(kind -> kind.nameOf(resource))
            .orElse(resource.id());
    return name.isEmpty() ? resource.type() : resource.type() + '/' + name;
  }

  private void rewriteArns(Resource resource) {
    References.visit(
        resource,
        (kind, value, place) -> {
          if (kind == Kind.ARN) {
            place.replacement().accept(rewritten(value));
          }
        });
  }

  private JsonNode rewritten(String arn) {
    return TextNode.valueOf(
        arnRules.keySet().stream()
            .filter(arn::startsWith)
            .max(Comparator.comparingInt(String::length))
            .map(from -> arnRules.get(from) + arn.substring(from.length()))
            .orElse(arn));
  }
}
