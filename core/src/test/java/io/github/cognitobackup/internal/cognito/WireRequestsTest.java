package io.github.cognitobackup.internal.cognito;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.pacing.QuotaGate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateGroupRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;

/** What is added to the requests of the SDK, as a service sees it. */
class WireRequestsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=key/(\\d{8})/(.+), SignedHeaders=(.+), Signature=(\\w+)");

  private HttpServer server;
  private CognitoIdentityProviderClient client;
  private volatile String answer = "{}";
  private volatile byte[] body;
  private volatile Headers headers;

  @BeforeEach
  void open() throws IOException {
    // otherwise each answer waits 40 ms for the client's delayed acknowledgement
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    client =
        CognitoIdentityProviderClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.EU_WEST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .build();
  }

  @AfterEach
  void close() {
    client.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      headers = exchange.getRequestHeaders();
      body = exchange.getRequestBody().readAllBytes();
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void membersAreSentAndSignedWithTheRest() throws Exception {
    ObjectNode members = JSON.createObjectNode().put("FutureMember", "\u065f and more of it");
    CreateGroupRequest request =
        CreateGroupRequest.builder().userPoolId("eu-west-1_a").groupName("g").build();

    calls(client).callOnce("eu-west-1_a", request, members, Operations.CREATE_GROUP);

    JsonNode sent = JSON.readTree(body);
    assertThat(sent.path("GroupName").asText()).isEqualTo("g");
    assertThat(sent.path("FutureMember")).isEqualTo(members.get("FutureMember"));
    isSigned();
  }

  @Test
  void anOperationThatTheSdkDoesNotHaveIsSentAndSigned() throws Exception {
    ObjectNode request = JSON.createObjectNode().put("Future", "\u065f and more of it");
    answer = "{\"Terms\":7,\"Number\":1.50,\"Large\":12345678901234567890.5}";

    ObjectNode answered = pool(client).wire("FutureOperation", request);

    assertThat(answered.toString())
        .isEqualTo("{\"Terms\":7,\"Number\":1.50,\"Large\":12345678901234567890.5}");
    assertThat(headers.getFirst("X-Amz-Target"))
        .isEqualTo("AWSCognitoIdentityProviderService.FutureOperation");
    assertThat(JSON.readTree(body)).isEqualTo(request.deepCopy().put("UserPoolId", "eu-west-1_a"));
    isSigned();
  }

  @Test
  void aClientThatRebuildsRequestsMakesAHarmlessCall() {
    CognitoIdentityProviderClient rebuilding =
        new StubClient() {
          @Override
          public DescribeUserPoolResponse describeUserPool(DescribeUserPoolRequest request) {
            return client.describeUserPool(r -> r.userPoolId(request.userPoolId()));
          }
        };
    Pool pool = pool(rebuilding);

    assertThatThrownBy(() -> pool.wire("FutureOperation", JSON.createObjectNode()))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("FutureOperation")
        .hasMessageContaining("give the builder the SDK's own client");
    assertThat(headers.getFirst("X-Amz-Target")).endsWith(".DescribeUserPool");
    assertThat(pool.calls().wireHidden()).isTrue();
  }

  @Test
  void aClientThatDoesNotHaveAnOperationIsNamed() {
    Pool pool = pool(new StubClient());

    assertThatThrownBy(
            () ->
                pool.call(DescribeUserPoolRequest.builder().build(), Operations.DESCRIBE_USER_POOL))
        .isInstanceOf(SdkClientException.class)
        .hasMessageContaining("does not have DescribeUserPool");
  }

  private static CognitoCalls calls(CognitoIdentityProviderClient client) {
    return new CognitoCalls(
        client,
        QuotaGate.unlimited(),
        Patience.of(Patience.DEFAULT, Patience.Sleeper.REAL),
        new BackupListener() {});
  }

  private static Pool pool(CognitoIdentityProviderClient client) {
    return new Pool(calls(client), "eu-west-1_a");
  }

  private void isSigned() throws Exception {
    Matcher authorization = AUTHORIZATION.matcher(headers.getFirst("Authorization"));
    assertThat(authorization.matches()).isTrue();
    assertThat(authorization.group(3)).contains("x-amz-target");
    assertThat(authorization.group(4))
        .isEqualTo(
            signature(authorization.group(1), authorization.group(2), authorization.group(3)));
  }

  /** Version 4 of AWS's signatures, of what has arrived. */
  private String signature(String day, String scope, String signedHeaders) throws Exception {
    String canonicalHeaders =
        Arrays.stream(signedHeaders.split(";"))
            .map(name -> name + ':' + headers.getFirst(name).strip() + '\n')
            .collect(Collectors.joining());
    String canonical =
        "POST\n/\n\n" + canonicalHeaders + '\n' + signedHeaders + '\n' + sha256(body);
    String text =
        "AWS4-HMAC-SHA256\n"
            + headers.getFirst("X-Amz-Date")
            + '\n'
            + day
            + '/'
            + scope
            + '\n'
            + sha256(canonical.getBytes(UTF_8));
    byte[] key = hmac("AWS4secret".getBytes(UTF_8), day);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }
}
