package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Operations;
import io.github.cognitobackup.internal.cognito.Pool;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SetUserPoolMfaConfigRequest;

/** The multi-factor and passkey settings of a pool. */
public final class MfaSettings implements ResourceKind {

  @Override
  public String type() {
    return "mfa";
  }

  @Override
  public Set<String> readOperations() {
    return Set.of("GetUserPoolMfaConfig");
  }

  @Override
  public void read(Pool pool, PoolOutline outline, Sink sink) {
    GetUserPoolMfaConfigRequest request =
        GetUserPoolMfaConfigRequest.builder().userPoolId(pool.id()).build();
    var answer = pool.ask(request, Operations.GET_USER_POOL_MFA_CONFIG);
    sink.resource(Resource.described(type(), "", answer.response(), answer.wire()));
  }

  @Override
  public Optional<SdkPojo> model() {
    return Optional.of(GetUserPoolMfaConfigResponse.builder());
  }

  @Override
  public ObjectNode restorable(ObjectNode document) {
    ObjectNode settings = document.deepCopy();
    if (Documents.text(settings, "MfaConfiguration").equals("OFF")) {
      settings.remove("MfaConfiguration");
    }
    if (!settings.path("SoftwareTokenMfaConfiguration").path("Enabled").asBoolean(false)) {
      settings.remove("SoftwareTokenMfaConfiguration");
    }
    return settings;
  }

  /**
   * A factor whose means are refused: with fewer factors nobody can do more. Where MFA is on, one
   * must be left, for it is never turned off.
   */
  @Override
  public Optional<Concession> without(
      Pool pool, Resource wanted, ObjectNode now, SdkException refusal) {
    for (String factor : List.of("SmsMfaConfiguration", "EmailMfaConfiguration")) {
      ObjectNode settings = wanted.document().deepCopy();
      if (settings.remove(factor) != null && hasFactor(settings)) {
        return Optional.of(new Concession(List.of(factor), settings));
      }
    }
    return Optional.empty();
  }

  private static boolean hasFactor(ObjectNode settings) {
    return settings.has("SmsMfaConfiguration")
        || settings.has("EmailMfaConfiguration")
        || settings.path("SoftwareTokenMfaConfiguration").path("Enabled").asBoolean(false);
  }

  @Override
  public String create(Pool pool, Resource wanted) {
    update(pool, wanted, wanted);
    return wanted.id();
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    SetUserPoolMfaConfigRequest request =
        pool.request(wanted.document(), SetUserPoolMfaConfigRequest.builder());
    pool.call(request, Operations.SET_USER_POOL_MFA_CONFIG);
  }
}
