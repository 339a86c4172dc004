package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProtocolTest extends EmulatorTestBase {

  @Test
  void writesTimesInScientificNotation() throws Exception {
    String poolId = emulator.cognito().createPool("p", PoolModel.PLAIN);

    HttpURLConnection answer =
        call(
            "AWSCognitoIdentityProviderService.DescribeUserPool",
            "{\"UserPoolId\":\"" + poolId + "\"}");

    assertThat(answer.getResponseCode()).isEqualTo(200);
    assertThat(body(answer)).contains("\"CreationDate\":1.777629600123E9");
    assertThat(answer.getHeaderField("x-amzn-RequestId")).hasSize(36);
    assertThat(answer.getHeaderField("Content-Type")).isEqualTo("application/x-amz-json-1.1");
  }

  @Test
  void namesTheErrorInHeaderAndBody() throws Exception {
    HttpURLConnection answer =
        call(
            "AWSCognitoIdentityProviderService.DescribeUserPool",
            "{\"UserPoolId\":\"eu-west-1_none\"}");

    assertThat(answer.getResponseCode()).isEqualTo(400);
    assertThat(answer.getHeaderField("x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException:");
    assertThat(body(answer))
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"User pool eu-west-1_none does"
                + " not exist.\"}");
  }

  @Test
  void refusesUnknownOperationsServicesAndBodies() throws Exception {
    assertThat(body(call("AWSCognitoIdentityProviderService.MakeTea", "{}")))
        .contains("UnknownOperationException");
    assertThat(body(call("AmazonSQS.SendMessage", "{}"))).contains("UnknownOperationException");
    assertThat(body(call("TrentService.Decrypt", "[not an object")))
        .contains("SerializationException");
  }

  @Test
  void saysWhichMemberIsMissing() throws Exception {
    assertThat(body(call("AWSCognitoIdentityProviderService.ListUsers", "{}")))
        .contains(
            "1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint:"
                + " Member must not be null");
  }

  private HttpURLConnection call(String target, String body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) emulator.endpoint().toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setRequestProperty("X-Amz-Target", target);
    connection.setRequestProperty("Content-Type", "application/x-amz-json-1.1");
    connection.setDoOutput(true);
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return connection;
  }

  private static String body(HttpURLConnection answer) throws IOException {
    try (InputStream in =
        answer.getResponseCode() < 400 ? answer.getInputStream() : answer.getErrorStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
