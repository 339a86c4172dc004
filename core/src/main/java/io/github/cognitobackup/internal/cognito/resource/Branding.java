package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeManagedLoginBrandingByClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ManagedLoginBrandingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateManagedLoginBrandingRequest;

/** The styles of managed login, one for an app client. */
public final class Branding implements ResourceKind {

  private static final String ID = "ManagedLoginBrandingId";
  private static final String ASSETS = "Assets";
  private static final String SETTINGS = "Settings";

  /** The most that one request takes: assets, and characters of base64 in them. */
  private static final int MOST_ASSETS = 40;

  private static final int MOST_CHARACTERS = 1_800_000;

  /** A document of an archive is not larger, with room for the rest of it. */
  private static final long MOST_IN_ARCHIVE = 15_000_000;

  private static final List<String> READ_ONLY =
      List.of(ID, "UserPoolId", "CreationDate", "LastModifiedDate");

  @Override
  public String type() {
    return "branding";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("DescribeManagedLoginBrandingByClient");
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of(OfClients.CLIENT);
  }

  @Override
  public Optional<String> clientMember() {
    return Optional.of(OfClients.CLIENT);
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    for (String client : outline.clientIds()) {
      try {
        var request =
            DescribeManagedLoginBrandingByClientRequest.builder()
                .userPoolId(pool.id())
                .clientId(client)
                .returnMergedResources(false)
                .build();
        var answer = pool.ask(request, Operations.DESCRIBE_MANAGED_LOGIN_BRANDING_BY_CLIENT);
        ManagedLoginBrandingType style = answer.response().managedLoginBranding();
        if (style != null) {
          Resource described =
              Resource.described(type(), client, style, answer.wire().path("ManagedLoginBranding"))
                  .with(OfClients.CLIENT, TextNode.valueOf(client));
          sink.resource(fitting(described, sink));
        }
      } catch (SdkException e) {
        if (pool.lacks(e)) {
          return;
        }
        if (!CognitoErrors.is(e, "ResourceNotFoundException")) {
          sink.unreadable(type(), client, e);
        }
      }
    }
  }

  /** A style whose assets no archive could hold is saved without them. */
  private Resource fitting(Resource style, Sink sink) {
    long characters = 0;
    for (JsonNode asset : style.document().path(ASSETS)) {
      characters += asset.path("Bytes").asText().length();
    }
    if (characters <= MOST_IN_ARCHIVE) {
      return style;
    }
    sink.incomplete(
        type(),
        style.id() + "/assets",
        "the assets have "
            + characters
            + " characters in base64, and a document of an archive has"
            + " at most 16777216 bytes");
    return style.with(ASSETS, NullNode.getInstance());
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(ManagedLoginBrandingType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode style = Documents.without(document, READ_ONLY);
    if (style.path("UseCognitoProvidedValues").asBoolean(false)) {
      return style.without(List.of(SETTINGS, ASSETS));
    }
    style.remove("UseCognitoProvidedValues");
    for (JsonNode asset : style.path(ASSETS)) {
      ((ObjectNode) asset).remove("ResourceId"); // the source's
    }
    return style;
  }

  /** Assets that do not fit into one request follow in others, which add to what is there. */
  @Override
  public String create(Pool pool, Resource wanted) {
    ObjectNode style = restorable(wanted.document());
    List<ArrayNode> portions = portions(style);
    first(style, portions);
    CreateManagedLoginBrandingRequest request =
        pool.request(style, CreateManagedLoginBrandingRequest.builder());
    String id =
        pool.callOnce(request, Operations.CREATE_MANAGED_LOGIN_BRANDING)
            .managedLoginBranding()
            .managedLoginBrandingId();
    portions.forEach(portion -> update(pool, id, assets(portion)));
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    String id = Documents.text(actual.document(), ID);
    ObjectNode style = restorable(wanted.document());
    style.remove(OfClients.CLIENT);
    List<ArrayNode> portions = portions(style);
    first(style, portions);
    update(pool, id, style);
    portions.forEach(portion -> update(pool, id, assets(portion)));
  }

  private static void update(Pool pool, String id, ObjectNode style) {
    style.put(ID, id);
    UpdateManagedLoginBrandingRequest request =
        pool.request(style, UpdateManagedLoginBrandingRequest.builder());
    pool.call(request, Operations.UPDATE_MANAGED_LOGIN_BRANDING);
  }

  private static void first(ObjectNode style, List<ArrayNode> portions) {
    if (!portions.isEmpty()) {
      style.set(ASSETS, portions.remove(0));
    }
  }

  private static ObjectNode assets(ArrayNode portion) {
    return JsonNodeFactory.instance.objectNode().set(ASSETS, portion);
  }

  private static List<ArrayNode> portions(ObjectNode style) {
    List<ArrayNode> portions = new ArrayList<>();
    int characters = 0;
    for (JsonNode asset : style.path(ASSETS)) {
      int more = asset.path("Bytes").asText().length();
      ArrayNode last = portions.isEmpty() ? null : portions.get(portions.size() - 1);
      if (last == null || last.size() == MOST_ASSETS || characters + more > MOST_CHARACTERS) {
        last = JsonNodeFactory.instance.arrayNode();
        portions.add(last);
        characters = 0;
      }
      last.add(asset);
      characters += more;
    }
    return portions;
  }
}
