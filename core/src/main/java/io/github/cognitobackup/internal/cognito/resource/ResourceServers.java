package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pages;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateResourceServerRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListResourceServersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateResourceServerRequest;

/** The resource servers of a pool and their scopes. */
public final class ResourceServers implements ResourceKind {

  private static final int PAGE = 50;

  @Override
  public String type() {
    return "resource-servers";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("ListResourceServers");
  }

  @Override
  public Optional<String> idMember() {
    return Optional.of("Identifier");
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    Pages.forEach(
        token -> {
          var answer =
              pool.ask(
                  ListResourceServersRequest.builder()
                      .userPoolId(pool.id())
                      .maxResults(PAGE)
                      .nextToken(token)
                      .build(),
                  Operations.LIST_RESOURCE_SERVERS);
          var servers = answer.response().resourceServers();
          for (int i = 0; i < servers.size(); i++) {
            ResourceServerType server = servers.get(i);
            JsonNode wire = answer.wire().path("ResourceServers").path(i);
            sink.resource(Resource.described(type(), server.identifier(), server, wire));
          }
          return answer.response().nextToken();
        });
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(ResourceServerType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    return Documents.without(document, List.of("UserPoolId"));
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    CreateResourceServerRequest request =
        pool.request(wanted.document(), CreateResourceServerRequest.builder());
    pool.callOnce(request, Operations.CREATE_RESOURCE_SERVER);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    UpdateResourceServerRequest request =
        pool.request(wanted.document(), UpdateResourceServerRequest.builder());
    pool.call(request, Operations.UPDATE_RESOURCE_SERVER);
  }
}
