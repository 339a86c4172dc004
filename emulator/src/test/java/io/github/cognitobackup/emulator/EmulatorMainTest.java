package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;

class EmulatorMainTest {

  @Test
  void startsWithUsersAndEndsWhenToldTo() throws Exception {
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                EmulatorMain.class.getName(),
                "--port",
                "0",
                "--users",
                "100",
                "--pools",
                "3",
                "--json")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(program.getInputStream(), StandardCharsets.UTF_8))) {
      JsonNode started = new ObjectMapper().readTree(out.readLine());

      assertThat(started.path("poolIds")).hasSize(3);
      assertThat(started.path("keyArn").asText()).startsWith("arn:aws:kms:eu-west-1:");
      try (CognitoIdentityProviderClient client = client(started.path("endpoint").asText())) {
        String poolId = started.path("poolIds").get(2).asText();
        assertThat(client.listUsersPaginator(r -> r.userPoolId(poolId)).users()).hasSize(100);
      }
      program.destroy();
      assertThat(program.waitFor(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
  }

  @Test
  void refusesOptionsItDoesNotKnow() {
    assertThatThrownBy(() -> EmulatorOptions.parse("--userz", "1"))
        .hasMessage("unknown option --userz");
    assertThatThrownBy(() -> EmulatorOptions.parse("--users", "many"))
        .hasMessage("--users wants a number, not many");
    assertThatThrownBy(() -> EmulatorOptions.parse("--users", "-1"))
        .hasMessageStartingWith("--users lies between 0 and");
    assertThatThrownBy(() -> EmulatorOptions.parse("--port")).hasMessage("--port wants a value");
    assertThat(EmulatorOptions.parse("--quotas", "--latency-ms", "20").latencyMillis())
        .isEqualTo(20);
  }

  private static CognitoIdentityProviderClient client(String endpoint) {
    return CognitoIdentityProviderClient.builder()
        .endpointOverride(URI.create(endpoint))
        .region(Region.EU_WEST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
