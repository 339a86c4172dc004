package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetLogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogDeliveryConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetLogDeliveryConfigurationRequest;

/** Where a pool delivers its logs. */
public final class LogDelivery implements ResourceKind {

  @Override
  public String type() {
    return "log-delivery";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("GetLogDeliveryConfiguration");
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    try {
      var request = GetLogDeliveryConfigurationRequest.builder().userPoolId(pool.id()).build();
      var answer = pool.ask(request, Operations.GET_LOG_DELIVERY_CONFIGURATION);
      LogDeliveryConfigurationType delivery = answer.response().logDeliveryConfiguration();
      if (delivery != null && !delivery.logConfigurations().isEmpty()) {
        sink.resource(
            Resource.described(
                type(), "", delivery, answer.wire().path("LogDeliveryConfiguration")));
      }
    } catch (SdkException e) {
      if (!pool.lacks(e)) {
        throw e;
      }
    }
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(LogDeliveryConfigurationType.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    return Documents.without(document, List.of("UserPoolId"));
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    update(pool, wanted, wanted);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    SetLogDeliveryConfigurationRequest request =
        pool.request(wanted.document(), SetLogDeliveryConfigurationRequest.builder());
    pool.call(request, Operations.SET_LOG_DELIVERY_CONFIGURATION);
  }
}
