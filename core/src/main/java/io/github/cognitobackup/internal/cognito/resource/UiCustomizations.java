package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUiCustomizationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UICustomizationType;

/**
 * The look of the classic pages: for all app clients, and for those with their own. Cognito answers
 * with the address of the logo and takes its bytes, so a backup fetches them.
 */
public final class UiCustomizations implements ResourceKind {

  private static final String IMAGE = "ImageFile";
  private static final String IMAGE_ADDRESS = "ImageUrl";

  private static final List<String> READ_ONLY =
      List.of("UserPoolId", IMAGE_ADDRESS, "CSSVersion", "CreationDate", "LastModifiedDate");

  @Override
  public String type() {
    return "ui-customizations";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("GetUiCustomization");
  }

  /** {@code ALL} for all clients. */
  @Override
  public Optional<String> idMember() {
    return Optional.of(OfClients.CLIENT);
  }

  @Override
  public Optional<String> clientMember() {
    return Optional.of(OfClients.CLIENT);
  }

  /** Without a domain a pool has no pages. A client without its own look has that of all. */
  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    if (outline.domains().isEmpty()) {
      return;
    }
    for (String client : outline.allAndEachClient()) {
      try {
        var request =
            GetUiCustomizationRequest.builder().userPoolId(pool.id()).clientId(client).build();
        var answer = pool.ask(request, Operations.GET_UI_CUSTOMIZATION);
        UICustomizationType look = answer.response().uiCustomization();
        if (look != null && client.equals(look.clientId())) {
          Resource described =
              Resource.described(type(), client, look, answer.wire().path("UICustomization"));
          sink.resource(look.imageUrl() == null ? described : withImage(described, sink));
        }
      } catch (SdkException e) {
        if (pool.lacks(e)) {
          return;
        }
        sink.unreadable(type(), client, e);
      }
    }
  }

  private Resource withImage(Resource look, Sink sink) {
    try {
      byte[] image = Image.fetch(Documents.text(look.document(), IMAGE_ADDRESS));
      return look.with(IMAGE, TextNode.valueOf(Base64.getEncoder().encodeToString(image)));
    } catch (IOException e) {
      sink.incomplete(
          type(), look.id() + "/image", "the logo cannot be fetched: " + e.getMessage());
      return look.with(IMAGE, NullNode.getInstance());
    }
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(UICustomizationType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    return Documents.without(document, READ_ONLY);
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    put(pool, restorable(wanted.document()));
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode look = restorable(wanted.document());
    JsonNode now = actual.document().get(IMAGE);
    if (look.path(IMAGE).isNull() && now != null) {
      if (now.isNull()) {
        throw new UnchangeableException(
            "kept as it is: an update would remove the logo, which neither the archive has nor can"
                + " be fetched from the pool");
      }
      look.set(IMAGE, now);
    }
    put(pool, look);
  }

  private static void put(Pool pool, ObjectNode look) {
    SetUiCustomizationRequest request = pool.request(look, SetUiCustomizationRequest.builder());
    pool.call(request, Operations.SET_UI_CUSTOMIZATION);
  }
}
