package io.github.cognitobackup.internal.compare;

import static io.github.cognitobackup.internal.compare.HandSnapshot.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.StubClient;
import io.github.cognitobackup.internal.rewrite.Rewriting;
import io.github.cognitobackup.restore.RestoreRefusedException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;

class ArchivedPoolTest {

  private static ArchivedPool read(HandSnapshot archive, Map<String, String> arnRules) {
    return ArchivedPool.readWithSettings(archive, new Rewriting(arnRules, Optional.empty()));
  }

  private static HandSnapshot settings(String text) {
    return HandSnapshot.own().resource("user-pool", "user-pool.json", text);
  }

  @Test
  void hasTheSettingsOfTheArchive() {
    ArchivedPool pool = read(settings("{'Name':'customers'}"), Map.of());

    assertThat(pool.id()).isEqualTo(HandSnapshot.POOL);
    assertThat(pool.settings()).isEqualTo(json("{'Name':'customers'}"));
    assertThat(pool.hasSettings()).isTrue();
  }

  @Test
  void rewritesArnsByTheLongestRuleWhereverTheyStand() {
    ArchivedPool pool =
        read(
            settings(
                "{'Arn':'arn:aws:old:1','LambdaConfig':{'PreSignUp':'arn:aws:old:1:a'},"
                    + "'List':['arn:aws:old:2',{'Sns':'arn:aws:other'}],'Name':'arn-less'}"),
            Map.of("arn:aws:old:", "arn:aws:new:", "arn:aws:old:1", "arn:aws:one"));

    assertThat(pool.settings())
        .isEqualTo(
            json(
                "{'Arn':'arn:aws:old:1','LambdaConfig':{'PreSignUp':'arn:aws:one:a'},"
                    + "'List':['arn:aws:new:2',{'Sns':'arn:aws:other'}],'Name':'arn-less'}"));
  }

  @Test
  void withoutSettingsTheLibrarysOwnIsDamaged() {
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> read(HandSnapshot.own(), Map.of()))
        .withMessageContaining("user-pool.json");
    assertThatExceptionOfType(ArchiveCorruptException.class)
        .isThrownBy(() -> ArchivedPool.read(HandSnapshot.own(), Rewriting.NONE, target()));
  }

  @Test
  void withoutSettingsAForeignOneGoesIntoAPoolThatExists() {
    assertThatExceptionOfType(RestoreRefusedException.class)
        .isThrownBy(() -> read(HandSnapshot.foreign(), Map.of()))
        .satisfies(e -> assertThat(e.guard()).isEqualTo("settings"));

    ArchivedPool pool = ArchivedPool.read(HandSnapshot.foreign(), Rewriting.NONE, target());
    assertThat(pool.hasSettings()).isFalse();
    assertThat(pool.settings().path("Name").asText()).isEqualTo("target");
  }

  @Test
  void makesRoomForTheTagInEachCopyOfTheSettings() {
    StringBuilder tags = new StringBuilder();
    for (int i = 10; i < 60; i++) {
      tags.append(i == 10 ? "" : ",").append("'t").append(i).append("':'x'");
    }
    ArchivedPool full = read(settings("{'UserPoolTags':{" + tags + "}}"), Map.of());
    ArchivedPool room = full.withRoomForTag();

    assertThat(room.settings().path("UserPoolTags")).hasSize(49);
    assertThat(room.resources().get(0).document()).isEqualTo(room.settings());
    assertThat(full.settings().path("UserPoolTags")).hasSize(50);
  }

  @Test
  void knowsTheGroupsOfFederationByTheirNames() {
    ArchivedPool pool = read(settings("{}"), Map.of());

    assertThat(pool.isOfFederation(HandSnapshot.POOL + "_Google")).isTrue();
    assertThat(pool.isOfFederation("eu-west-1_Another01_Google")).isFalse();
  }

  private static Pool target() {
    StubClient client =
        new StubClient() {
          @Override
          public DescribeUserPoolResponse describeUserPool(DescribeUserPoolRequest request) {
            return DescribeUserPoolResponse.builder().userPool(p -> p.name("target")).build();
          }
        };
    return new Pool(client.calls(), "eu-west-1_Target001");
  }
}
