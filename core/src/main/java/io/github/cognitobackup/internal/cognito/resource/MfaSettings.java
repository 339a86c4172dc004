package io.github.cognitobackup.internal.cognito.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.json.SdkJson;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigRequest;
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
  public void read(Pool pool, Sink sink) {
    GetUserPoolMfaConfigRequest request =
        GetUserPoolMfaConfigRequest.builder().userPoolId(pool.id()).build();
    sink.resource(
        new Resource(
            type(),
            "",
            SdkJson.toJson(
                pool.call(request, CognitoIdentityProviderClient::getUserPoolMfaConfig))));
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

  @Override
  public void create(Pool pool, Resource wanted) {
    update(pool, wanted, wanted);
  }

  @Override
  public void update(Pool pool, Resource wanted, Resource actual) {
    SetUserPoolMfaConfigRequest request =
        pool.request(wanted.document(), SetUserPoolMfaConfigRequest.builder());
    pool.call(request, CognitoIdentityProviderClient::setUserPoolMfaConfig);
  }
}
