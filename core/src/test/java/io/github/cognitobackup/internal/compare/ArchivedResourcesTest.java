package io.github.cognitobackup.internal.compare;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.internal.cognito.resource.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchivedResourcesTest {

  private static final String CLIENT = "{'ClientId':'1','ClientName':'web'}";

  @Test
  void areKnownByTheIdentifierInTheirDocument() {
    ArchivedResources found =
        ArchivedResources.of(
            HandSnapshot.own()
                .resource("user-pool", "user-pool.json", "{'Name':'customers'}")
                .resource("clients", "clients/1.json", CLIENT));

    assertThat(found.resources())
        .containsExactly(
            new Resource("user-pool", "", json("{'Name':'customers'}")),
            new Resource("clients", "1", json(CLIENT)));
    assertThat(found.misnamed()).isEmpty();
  }

  @Test
  void areNamedWhereTheirFileBearsAnotherName() {
    ArchivedResources found =
        ArchivedResources.of(HandSnapshot.own().resource("clients", "clients/2.json", CLIENT));

    assertThat(found.resources()).extracting(Resource::id).containsExactly("1");
    assertThat(found.misnamed()).containsExactly(HandSnapshot.POOL + "/clients/2.json");
  }

  @Test
  void ofOtherToolsBearAnyFileName() {
    ArchivedResources found =
        ArchivedResources.of(HandSnapshot.foreign().resource("clients", "any.json", CLIENT));

    assertThat(found.misnamed()).isEmpty();
  }

  @Test
  void thatAreThereTwiceAreThereOnce() {
    ArchivedResources found =
        ArchivedResources.of(
            HandSnapshot.own()
                .resource("clients", "clients/1.json", CLIENT)
                .resource("clients", "clients/2.json", CLIENT));

    assertThat(found.resources()).hasSize(1);
  }

  @Test
  void thatContradictEachOtherAreRefused() {
    HandSnapshot archive =
        HandSnapshot.own()
            .resource("clients", "clients/1.json", CLIENT)
            .resource("clients", "clients/2.json", "{'ClientId':'1','ClientName':'other'}");

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> ArchivedResources.of(archive))
        .withMessageContaining("clients/1.json")
        .withMessageContaining("clients/2.json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'ClientId':''}", "{'ClientId':1}", "{'ClientId':null}"})
  void withoutAnIdentifierAreRefused(String document) {
    HandSnapshot archive = HandSnapshot.own().resource("clients", "clients/1.json", document);

    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> ArchivedResources.of(archive))
        .withMessageContaining("ClientId");
  }

  @Test
  void ofKindsThatNoRestoreKnowsArePassedOver() {
    assertThat(
            ArchivedResources.of(HandSnapshot.own().resource("sessions", "sessions.json", "{}"))
                .resources())
        .isEmpty();
  }
}
