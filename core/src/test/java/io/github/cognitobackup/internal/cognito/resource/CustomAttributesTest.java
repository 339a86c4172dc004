package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CustomAttributesTest {

  private final CustomAttributes kind = new CustomAttributes();

  private static Resource resource(String type, String id, String json) {
    return new Resource(type, id, JsonDifferenceTest.object(json.replace('\'', '"')));
  }

  private static Resource attribute(String name) {
    return resource(CustomAttributes.TYPE, name, "{'Name':'" + name + "'}");
  }

  @Test
  void lieInTheDocumentOfThePool() {
    Resource pool =
        resource(
            PoolSettings.TYPE,
            "",
            "{'SchemaAttributes':[{'Name':'email'},{'Name':'custom:tier'},"
                + "{'Name':'dev:custom:x'}]}");
    Resource client = resource(Clients.TYPE, "1", "{'SchemaAttributes':[{'Name':'custom:other'}]}");

    assertThat(kind.select(List.of(client, pool)))
        .containsExactly(attribute("custom:tier"), attribute("dev:custom:x"));
  }

  @Test
  void areMadeWhereTheirNamesCanBeGiven() {
    assertThat(kind.obstacle(attribute("custom:tier"))).isEmpty();
    assertThat(kind.obstacle(attribute("custom:two words"))).isPresent();
  }

  @Test
  void areNeverChanged() {
    assertThat(kind.obstacle(attribute("custom:tier"), attribute("custom:tier"))).isPresent();
  }
}
