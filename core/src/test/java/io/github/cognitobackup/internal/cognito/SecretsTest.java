package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {

  private static ObjectNode json(String text) throws JsonProcessingException {
    return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ClientSecret", "client_secret", "private_key"})
  void areSetToNullAndNamed(String name) throws JsonProcessingException {
    ObjectNode document = json("{'" + name + "':'hush','ClientName':'web'}");

    assertThat(Secrets.leaveOut(document)).containsExactly(name);
    assertThat(document).isEqualTo(json("{'" + name + "':null,'ClientName':'web'}"));
  }

  @Test
  void areFoundInside() throws JsonProcessingException {
    ObjectNode document =
        json("{'ProviderDetails':{'client_id':'c','client_secret':'hush','private_key':'hush'}}");

    assertThat(Secrets.leaveOut(document)).containsExactly("client_secret", "private_key");
    assertThat(document)
        .isEqualTo(
            json("{'ProviderDetails':{'client_id':'c','client_secret':null,'private_key':null}}"));
  }

  @Test
  void thatAreLeftOutAlreadyAreNotNamedAgain() throws JsonProcessingException {
    ObjectNode document = json("{'ClientSecret':null,'ProviderDetails':{}}");

    assertThat(Secrets.leaveOut(document)).isEmpty();
    assertThat(document).isEqualTo(json("{'ClientSecret':null,'ProviderDetails':{}}"));
  }
}
