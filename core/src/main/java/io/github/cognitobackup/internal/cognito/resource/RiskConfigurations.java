package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeRiskConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetRiskConfigurationRequest;

/** What threat protection does: for the whole pool, and for app clients with their own rules. */
public final class RiskConfigurations implements ResourceKind {

  private static final List<String> READ_ONLY = List.of("UserPoolId", "LastModifiedDate");

  @Override
  public String type() {
    return "risk-configurations";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("DescribeRiskConfiguration");
  }

  /** {@code ALL} for the whole pool. */
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
    String mode =
        outline.settings().path("UserPoolAddOns").path("AdvancedSecurityMode").asText("OFF");
    if (mode.equals("OFF")) {
      return;
    }
    for (String client : outline.allAndEachClient()) {
      try {
        var request = DescribeRiskConfigurationRequest.builder().userPoolId(pool.id());
        if (!client.equals(OfClients.ALL)) {
          request.clientId(client);
        }
        var answer = pool.ask(request.build(), Operations.DESCRIBE_RISK_CONFIGURATION);
        Resource risk =
            Resource.described(
                type(),
                client,
                answer.response().riskConfiguration(),
                answer.wire().path("RiskConfiguration"));
        ObjectNode rules = restorable(risk.document()).without(OfClients.CLIENT);
        if (!rules.isEmpty()) {
          sink.resource(risk.with(OfClients.CLIENT, TextNode.valueOf(client)));
        }
      } catch (SdkException e) {
        if (pool.lacks(e) || CognitoErrors.is(e, "UserPoolAddOnNotEnabledException")) {
          return;
        }
        sink.unreadable(type(), client, e);
      }
    }
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(RiskConfigurationType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    return Documents.without(document, READ_ONLY);
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    update(pool, wanted, wanted);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    ObjectNode risk = restorable(wanted.document());
    if (risk.path(OfClients.CLIENT).asText().equals(OfClients.ALL)) {
      risk.remove(OfClients.CLIENT);
    }
    SetRiskConfigurationRequest request = pool.request(risk, SetRiskConfigurationRequest.builder());
    pool.call(request, Operations.SET_RISK_CONFIGURATION);
  }
}
