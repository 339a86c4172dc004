package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairingTest {

  private static Resource client(String id, String json) {
    return new Resource(Clients.TYPE, id, JsonDifferenceTest.object(json));
  }

  private final Clients clients = new Clients();

  @Test
  void isByIdFirst() {
    Resource wanted = client("1", "{\"ClientName\":\"web\"}");
    Resource same = client("1", "{\"ClientName\":\"renamed\"}");
    Resource namesake = client("2", "{\"ClientName\":\"web\"}");

    assertThat(clients.pair(List.of(wanted), List.of(namesake, same)).of(wanted)).contains(same);
  }

  @Test
  void isByNameInAnotherPool() {
    Resource wanted = client("1", "{\"ClientName\":\"web\",\"RefreshTokenValidity\":1}");
    Resource namesake = client("9", "{\"ClientName\":\"web\",\"RefreshTokenValidity\":2}");

    assertThat(clients.pair(List.of(wanted), List.of(namesake)).of(wanted)).contains(namesake);
  }

  @Test
  void givesEachOfTwoEqualOnesAway() {
    Resource one = client("1", "{\"ClientName\":\"web\"}");
    Resource two = client("2", "{\"ClientName\":\"web\"}");
    Resource first = client("8", "{\"ClientName\":\"web\"}");
    Resource second = client("9", "{\"ClientName\":\"web\"}");
    Pairing pairing = clients.pair(List.of(one, two), List.of(first, second));

    assertThat(pairing.pairs()).hasSize(2);
    assertThat(pairing.of(one)).isNotEqualTo(pairing.of(two));
  }

  @Test
  void doesNotGuessAmongNamesakes() {
    Resource one = client("1", "{\"ClientName\":\"web\",\"RefreshTokenValidity\":1}");
    Resource two = client("2", "{\"ClientName\":\"web\",\"RefreshTokenValidity\":2}");
    Resource other = client("9", "{\"ClientName\":\"web\",\"RefreshTokenValidity\":3}");

    assertThat(clients.pair(List.of(one, two), List.of(other)).pairs()).isEmpty();
  }

  @Test
  void lacksWhatIsNotThere() {
    Resource wanted = client("1", "{\"ClientName\":\"web\"}");
    assertThat(clients.pair(List.of(wanted), List.of()).of(wanted)).isEmpty();
  }
}
