package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.kms.KmsClient;

/** An emulator and the real clients that talk to it; nothing is tried again by itself. */
abstract class EmulatorTestBase {

  static final String PASSWORD = "Correct-Horse-1";

  final MovableClock clock = new MovableClock();
  Emulator emulator;
  CognitoIdentityProviderClient cognito;
  KmsClient kms;

  @BeforeEach
  void start() {
    emulator = Emulator.builder().clock(clock).defaultKey().build();
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "thing"));
    ClientOverrideConfiguration once =
        ClientOverrideConfiguration.builder().retryStrategy(b -> b.maxAttempts(1)).build();
    cognito =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(Region.of(emulator.region()))
            .credentialsProvider(credentials)
            .overrideConfiguration(once)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    kms =
        KmsClient.builder()
            .endpointOverride(emulator.endpoint())
            .region(Region.of(emulator.region()))
            .credentialsProvider(credentials)
            .overrideConfiguration(once)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  @AfterEach
  void stop() {
    cognito.close();
    kms.close();
    emulator.close();
  }

  /** Creates a user the way a restore does: no message. */
  UserType create(String poolId, String username, String... attributes) {
    return cognito
        .adminCreateUser(
            r ->
                r.userPoolId(poolId)
                    .username(username)
                    .messageAction(MessageActionType.SUPPRESS)
                    .temporaryPassword(PASSWORD)
                    .userAttributes(attributes(attributes)))
        .user();
  }

  static List<AttributeType> attributes(String... namesAndValues) {
    List<AttributeType> result = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      result.add(
          AttributeType.builder().name(namesAndValues[i]).value(namesAndValues[i + 1]).build());
    }
    return result;
  }

  /** The error of a call: its code, a colon, a blank and its message. */
  static String errorOf(ThrowingCallable call) {
    CognitoIdentityProviderException e =
        catchThrowableOfType(CognitoIdentityProviderException.class, call);
    return e == null
        ? "no error"
        : e.awsErrorDetails().errorCode() + ": " + e.awsErrorDetails().errorMessage();
  }

  List<UserType> listAll(String poolId) {
    return cognito.listUsersPaginator(r -> r.userPoolId(poolId)).users().stream().toList();
  }

  static final class MovableClock extends Clock {
    private volatile Instant now = Instant.parse("2026-05-01T10:00:00.123Z");

    void advance(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
