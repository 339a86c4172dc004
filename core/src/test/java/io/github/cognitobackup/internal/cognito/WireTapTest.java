package io.github.cognitobackup.internal.cognito;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;

class WireTapTest {

  private final WireTap tap = new WireTap();

  private InputStream tapped(String body) {
    InterceptorContext context =
        InterceptorContext.builder()
            .request(ListUsersRequest.builder().build())
            .responseBody(new ByteArrayInputStream(body.getBytes(UTF_8)))
            .build();
    return tap.modifyHttpResponseContent(context, new ExecutionAttributes()).orElseThrow();
  }

  @Test
  void keepsWhatIsReadInAnyWay() throws IOException {
    InputStream body = tapped("{\"new\":[1,2]}");
    body.read();
    body.read(new byte[4], 1, 3);
    body.readAllBytes();

    assertThat(tap.json().toString()).isEqualTo("{\"new\":[1,2]}");
  }

  @Test
  void changesNothingOnTheWay() throws IOException {
    assertThat(tapped("{\"a\":\"ä\"}").readAllBytes()).isEqualTo("{\"a\":\"ä\"}".getBytes(UTF_8));
  }

  @Test
  void keepsTheLastAnswerAlone() throws IOException {
    tapped("{\"first\":1}").readAllBytes();
    tapped("{\"second\":2}").readAllBytes();

    assertThat(tap.json().toString()).isEqualTo("{\"second\":2}");
  }

  @Test
  void readsNothingTwice() {
    assertThat(tapped("{}").markSupported()).isFalse();
  }

  @Test
  void missesWhatWasNotSeenOrIsNoJson() throws IOException {
    assertThat(tap.json().isMissingNode()).isTrue();
    tapped("").readAllBytes();
    assertThat(tap.json().isMissingNode()).isTrue();
    tapped("<html>").readAllBytes();
    assertThat(tap.json().isMissingNode()).isTrue();
  }
}
