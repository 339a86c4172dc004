package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.WireOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;

/** The terms documents that managed login links to, one of each name for an app client. */
public final class Terms implements ResourceKind {

  private static final int PAGE = 60;
  private static final String ID = "TermsId";
  private static final String NAME = "TermsName";

  private static final Set<String> MEMBERS =
      Set.of(
          ID,
          NAME,
          OfClients.CLIENT,
          "UserPoolId",
          "TermsSource",
          "Enforcement",
          "Links",
          "CreationDate",
          "LastModifiedDate");

  @Override
  public String type() {
    return "terms";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of(WireOperations.LIST_TERMS, WireOperations.DESCRIBE_TERMS);
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of(ID);
  }

  @Override
  public Optional<String> clientMember() {
    return Optional.of(OfClients.CLIENT);
  }

  @Override
  public String nameOf(Resource resource) {
    return Documents.text(resource.document(), NAME)
        + " of "
        + Documents.text(resource.document(), OfClients.CLIENT);
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    List<String> ids;
    try {
      ids = ids(pool);
    } catch (SdkException e) {
      if (pool.lacks(e)) {
        return; // an endpoint without terms
      }
      throw e;
    }
    for (String id : ids) {
      try {
        JsonNode answer = pool.wire(WireOperations.DESCRIBE_TERMS, request().put(ID, id));
        sink.resource(Resource.known(type(), id, answer.path("Terms"), MEMBERS));
      } catch (SdkException e) {
        sink.unreadable(type(), id, e);
      }
    }
  }

  private static List<String> ids(Pool pool) {
    List<String> ids = new ArrayList<>();
    Pages.forEach(
        token -> {
          ObjectNode request = request().put("MaxResults", PAGE);
          if (token != null) {
            request.put("NextToken", token);
          }
          JsonNode page = pool.wire(WireOperations.LIST_TERMS, request);
          page.path("Terms").forEach(terms -> ids.add(Documents.text(terms, ID)));
          return Documents.text(page, "NextToken");
        });
    return ids;
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode terms = Documents.without(document, Documents.DATES);
    terms.remove(List.of(ID, "UserPoolId"));
    return terms;
  }

  /** By client and name: an id is given anew. */
  @Override
  public Pairing pair(List<Resource> wanted, List<Resource> actual) {
    return Pairing.by(this::nameOf, wanted, actual);
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    pool.wireOnce(WireOperations.CREATE_TERMS, restorable(wanted.document()));
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode request = restorable(wanted.document()).put(ID, actual.id());
    request.remove(OfClients.CLIENT);
    pool.wire(WireOperations.UPDATE_TERMS, request);
  }

  private static ObjectNode request() {
    return JsonNodeFactory.instance.objectNode();
  }
}
