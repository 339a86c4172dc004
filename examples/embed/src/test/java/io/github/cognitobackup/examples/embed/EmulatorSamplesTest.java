package io.github.cognitobackup.examples.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.Emulator;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

/** The samples about the emulator, run. */
class EmulatorSamplesTest {

  @Test
  void standsInForCognito() {
    // region: emulator
    try (Emulator emulator = Emulator.builder().defaultKey().build()) {
      String poolId = emulator.cognito().generatePool("customers", PoolModel.EMAIL, 1_000, 42);
      emulator.inject(Fault.on("AdminCreateUser").call(3).reset().afterExecution());

      CognitoIdentityProviderClient client =
          CognitoIdentityProviderClient.builder()
              .endpointOverride(emulator.endpoint())
              .region(Region.of(emulator.region()))
              .credentialsProvider(AnonymousCredentialsProvider.create())
              .build();
      codeUnderTest(client, poolId);

      assertThat(emulator.cognito().messages()).isEmpty();
      assertThat(emulator.calls("AdminGetUser")).isZero();
    }
    // end: emulator
  }

  private static void codeUnderTest(CognitoIdentityProviderClient client, String poolId) {
    assertThat(client.describeUserPool(request -> request.userPoolId(poolId)).userPool().id())
        .isEqualTo(poolId);
    client.close();
  }

  @Test
  void failsOnPurpose() {
    List<Fault> faults =
        // region: emulator-faults
        List.of(
            // one in twenty, repeatable
            Fault.on("List*").probability(0.05, 42).throttle(),
            // lost before it is done
            Fault.on("AdminCreateUser").call(3).reset(),
            // done, but the answer is lost
            Fault.on("AdminCreateUser").call(3).reset().afterExecution(),
            Fault.on("Decrypt").calls(1, 2).error("KMSInternalException", 500, "try again"),
            // an endpoint that lacks it
            Fault.on("ListTerms").unknownOperation(),
            // a gateway without a code
            Fault.on("*").status(503),
            Fault.on("DescribeIdentityProvider").accessDenied(),
            Fault.on("AdminGetUser").where("Username", "hana").delay(Duration.ofSeconds(1)));
    // end: emulator-faults
    try (Emulator emulator = Emulator.builder().build()) {
      faults.forEach(emulator::inject);
    }
  }
}
