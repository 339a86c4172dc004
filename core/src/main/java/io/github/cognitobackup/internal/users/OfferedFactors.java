package io.github.cognitobackup.internal.users;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import java.util.List;

/**
 * What a pool lets its users sign in with besides a password.
 *
 * @param userPool the pool's own document
 * @param mfa its MFA configuration; missing where the archive has none
 * @param known whether the archive tells of each user which second factors they have
 */
public record OfferedFactors(JsonNode userPool, JsonNode mfa, boolean known) {

  /** Finds them in an archive. */
  public static OfferedFactors of(JsonNode userPool, List<Resource> resources, boolean known) {
    return new OfferedFactors(
        userPool,
        resources.stream()
            .filter(resource -> resource.type().equals("mfa"))
            .<JsonNode>map(Resource::document)
            .findFirst()
            .orElse(MissingNode.getInstance()),
        known);
  }

  /** Whether users chose second factors of which the archive does not know. */
  boolean choice() {
    return !known && (isOn(userPool) || isOn(mfa));
  }

  /** Whether an authenticator app may be one of those. */
  boolean totp() {
    return choice()
        && (mfa.isMissingNode()
            || mfa.path("SoftwareTokenMfaConfiguration").path("Enabled").asBoolean(false));
  }

  /** Whether users sign in with passkeys. */
  boolean passkeys() {
    for (JsonNode factor :
        userPool.path("Policies").path("SignInPolicy").path("AllowedFirstAuthFactors")) {
      if (factor.asText().equals("WEB_AUTHN")) {
        return true;
      }
    }
    return mfa.has("WebAuthnConfiguration");
  }

  private static boolean isOn(JsonNode settings) {
    String mode = settings.path("MfaConfiguration").asText();
    return mode.equals("ON") || mode.equals("OPTIONAL");
  }
}
