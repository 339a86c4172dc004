package io.github.cognitobackup.internal.rewrite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.resource.Clients;
import io.github.cognitobackup.internal.cognito.resource.Domains;
import io.github.cognitobackup.internal.cognito.resource.PoolSettings;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import io.github.cognitobackup.internal.cognito.resource.ResourceKinds;
import io.github.cognitobackup.restore.Reference.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what leaves a pool in the documents of its resources. */
final class References {

  private static final Set<String> SMS_REGIONS = Set.of("SnsRegion", "EumsSms.Region");
  private static final Set<String> URLS =
      Set.of("CallbackURLs", "LogoutURLs", "DefaultRedirectURI");

  /** The documents in which each trigger stands for itself. */
  private static final String TRIGGERS = "LambdaConfig";

  /**
   * A place in a document where a reference stands.
   *
   * @param path the path of the member, without the numbers of elements
   * @param replacement how another value is put there
   * @param removal how it is left out, with what makes no sense without it
   */
  record Place(String path, Consumer<JsonNode> replacement, Runnable removal) {}

  /** Takes a reference and its place. */
  interface Visitor {
    void reference(Kind kind, String value, Place place);
  }

  private final Resource resource;
  private final List<Found> found = new ArrayList<>();

  private record Found(Kind kind, String value, Place place) {}

  private References(Resource resource) {
    this.resource = resource;
  }

  /** Visits the references of a resource; its document may be changed meanwhile. */
  static void visit(Resource resource, Visitor visitor) {
    boolean restored =
        ResourceKinds.restorable().stream().anyMatch(kind -> kind.type().equals(resource.type()));
    if (restored) {
      References references = new References(resource);
      references.object("", resource.document(), null, false);
      references.found.forEach(each -> visitor.reference(each.kind, each.value, each.place));
    }
  }

  /**
   * Searches an object.
   *
   * @param enclosing how what encloses a member is left out with it; null where the member alone is
   * @param inElement whether that is an element of an array, which goes as a whole
   */
  private void object(
      String path, ObjectNode object, @Nullable Runnable enclosing, boolean inElement) {
    for (var member : object.properties()) {
      String name = member.getKey();
      JsonNode value = member.getValue();
      Runnable alone = () -> object.remove(name);
      if (value instanceof ObjectNode inner) {
        boolean triggers = (path + name).equals(TRIGGERS);
        object(
            path + name + '.', inner, inElement ? enclosing : triggers ? null : alone, inElement);
      } else if (value instanceof ArrayNode array) {
        array(path + name, array);
      } else {
        text(
            path + name,
            value,
            enclosing == null ? alone : enclosing,
            replacement -> object.set(name, replacement));
      }
    }
  }

  private void array(String path, ArrayNode array) {
    for (int i = 0; i < array.size(); i++) {
      JsonNode element = array.get(i);
      Runnable alone = () -> removeElement(array, element);
      if (element instanceof ObjectNode object) {
        object(path + '.', object, alone, true);
      } else {
        text(path, element, alone, replacement -> replaceElement(array, element, replacement));
      }
    }
  }

  private void text(String path, JsonNode value, Runnable removal, Consumer<JsonNode> replacement) {
    if (value.isTextual()) {
      kind(path, value.textValue())
          .ifPresent(
              kind ->
                  found.add(
                      new Found(kind, value.textValue(), new Place(path, replacement, removal))));
    }
  }

  private static void removeElement(ArrayNode array, JsonNode element) {
    int index = indexOf(array, element);
    if (index >= 0) {
      array.remove(index);
    }
  }

  private static void replaceElement(ArrayNode array, JsonNode element, JsonNode replacement) {
    int index = indexOf(array, element);
    if (index >= 0) {
      array.set(index, replacement);
    }
  }

  /** Elements move as others are left out. */
  private static int indexOf(ArrayNode array, JsonNode element) {
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i).equals(element)) {
        return i;
      }
    }
    return -1;
  }

  private Optional<Kind> kind(String path, String value) {
    boolean ofPool = resource.type().equals(PoolSettings.TYPE);
    if (value.startsWith("arn:")) {
      return ofPool && path.equals("Arn") ? Optional.empty() : Optional.of(Kind.ARN);
    }
    if (SMS_REGIONS.stream().anyMatch(member -> path.endsWith(member))) {
      return Optional.of(Kind.SMS_REGION);
    }
    if (path.equals("WebAuthnConfiguration.RelyingPartyId")) {
      return Optional.of(Kind.RELYING_PARTY);
    }
    if (resource.type().equals(Domains.TYPE) && path.equals("Domain")) {
      boolean custom = resource.document().has(Domains.CUSTOM);
      return Optional.of(custom ? Kind.CUSTOM_DOMAIN : Kind.DOMAIN_PREFIX);
    }
    if (resource.type().equals(Clients.TYPE)) {
      if (path.equals("ClientName")) {
        return Optional.of(Kind.CLIENT_NAME);
      }
      return URLS.contains(path) ? Optional.of(Kind.URL) : Optional.empty();
    }
    return Optional.empty();
  }
}
