package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/**
 * The second factors that a user's document names: in the list that AdminGetUser gives, or in the
 * older one of SMS alone that every listing gives.
 *
 * @param names as Cognito spells them
 * @param preferred the preferred one; empty where there is none
 */
public record SecondFactors(Set<String> names, String preferred) {

  private static final String SMS = "SMS_MFA";
  private static final String EMAIL = "EMAIL_OTP";

  /** Copies the names. */
  public SecondFactors {
    names = Set.copyOf(names);
  }

  /** Reads them. */
  public static SecondFactors of(JsonNode user) {
    Set<String> names = new HashSet<>();
    user.path("UserMFASettingList").forEach(name -> names.add(name.asText()));
    for (JsonNode option : user.path("MFAOptions")) {
      if (option.path("DeliveryMedium").asText("SMS").equals("SMS")) {
        names.add(SMS);
      }
    }
    String preferred = user.path("PreferredMfaSetting").asText();
    if (!preferred.isEmpty()) {
      names.add(preferred);
    }
    return new SecondFactors(names, preferred);
  }

  /** Whether an administrator can give one of them back. */
  public boolean restorable() {
    return sms() || email();
  }

  public boolean sms() {
    return names.contains(SMS);
  }

  public boolean email() {
    return names.contains(EMAIL);
  }

  public boolean prefersSms() {
    return preferred.equals(SMS);
  }

  public boolean prefersEmail() {
    return preferred.equals(EMAIL);
  }

  /** Whether one of them is an authenticator app, whose secret nobody gets. */
  boolean totp() {
    return names.contains("SOFTWARE_TOKEN_MFA");
  }
}
