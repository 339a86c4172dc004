package io.github.cognitobackup.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.emulator.scenario.PoolModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;

class PoolTest extends EmulatorTestBase {

  @Test
  void fillsANewPoolWithDefaults() {
    UserPoolType pool = cognito.createUserPool(r -> r.poolName("customers")).userPool();

    assertThat(pool.id()).matches("eu-west-1_[0-9a-zA-Z]{9}");
    assertThat(pool.arn())
        .isEqualTo("arn:aws:cognito-idp:eu-west-1:123456789012:userpool/" + pool.id());
    assertThat(pool.name()).isEqualTo("customers");
    assertThat(pool.mfaConfiguration()).isEqualTo(UserPoolMfaType.OFF);
    assertThat(pool.policies().passwordPolicy().minimumLength()).isEqualTo(8);
    assertThat(pool.policies().passwordPolicy().temporaryPasswordValidityDays()).isEqualTo(7);
    assertThat(pool.deletionProtection()).isEqualTo(DeletionProtectionType.INACTIVE);
    assertThat(pool.estimatedNumberOfUsers()).isZero();
    assertThat(pool.schemaAttributes()).hasSize(20);
    assertThat(pool.creationDate()).isEqualTo(clock.instant());
  }

  @Test
  void replacesAllSettingsOnUpdate() {
    String id =
        cognito
            .createUserPool(
                r ->
                    r.poolName("p")
                        .deletionProtection("ACTIVE")
                        .usernameAttributes(UsernameAttributeType.EMAIL)
                        .userPoolTags(Map.of("a", "b"))
                        .policies(p -> p.passwordPolicy(w -> w.minimumLength(14))))
            .userPool()
            .id();

    cognito.updateUserPool(r -> r.userPoolId(id).poolName("renamed"));

    UserPoolType pool = describe(id);
    assertThat(pool.name()).isEqualTo("renamed");
    assertThat(pool.deletionProtection()).isEqualTo(DeletionProtectionType.INACTIVE);
    assertThat(pool.policies().passwordPolicy().minimumLength()).isEqualTo(8);
    assertThat(pool.usernameAttributes()).containsExactly(UsernameAttributeType.EMAIL);
    assertThat(pool.userPoolTags()).isEmpty();
  }

  @Test
  void keepsAProtectedPool() {
    String id =
        cognito.createUserPool(r -> r.poolName("p").deletionProtection("ACTIVE")).userPool().id();

    assertThat(errorOf(() -> cognito.deleteUserPool(r -> r.userPoolId(id))))
        .startsWith("InvalidParameterException: The user pool cannot be deleted");
    cognito.updateUserPool(r -> r.userPoolId(id).deletionProtection("INACTIVE"));
    cognito.deleteUserPool(r -> r.userPoolId(id));
    assertThat(errorOf(() -> describe(id)))
        .isEqualTo("ResourceNotFoundException: User pool " + id + " does not exist.");
  }

  @Test
  void prefixesCustomAttributesInDescribeOnly() {
    String id =
        cognito
            .createUserPool(
                r ->
                    r.poolName("p")
                        .schema(
                            a -> a.name("tier").attributeDataType("String").mutable(true),
                            a -> a.name("email").attributeDataType("String").required(true)))
            .userPool()
            .id();
    cognito.addCustomAttributes(
        r ->
            r.userPoolId(id)
                .customAttributes(
                    a -> a.name("custom:x").attributeDataType("Number"),
                    a ->
                        a.name("secret").attributeDataType("String").developerOnlyAttribute(true)));

    List<SchemaAttributeType> schema = describe(id).schemaAttributes();

    assertThat(schema)
        .extracting(SchemaAttributeType::name)
        .contains("sub", "custom:tier", "custom:custom:x", "dev:custom:secret");
    assertThat(schema)
        .filteredOn(a -> a.name().equals("email"))
        .singleElement()
        .satisfies(a -> assertThat(a.required()).isTrue());
    assertThat(schema)
        .filteredOn(a -> a.name().equals("custom:custom:x"))
        .singleElement()
        .satisfies(a -> assertThat(a.attributeDataType()).isEqualTo(AttributeDataType.NUMBER));
  }

  @Test
  void refusesImpossibleSchemas() {
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPool(
                        r ->
                            r.poolName("p")
                                .schema(a -> a.name("email").attributeDataType("Number")))))
        .isEqualTo(
            "InvalidParameterException: You can not change AttributeDataType or set"
                + " developerOnlyAttribute for standard schema attribute email");
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPool(
                        r ->
                            r.poolName("p")
                                .schema(
                                    a -> a.name("x").attributeDataType("String").required(true)))))
        .isEqualTo(
            "InvalidParameterException: Required custom attributes are not supported currently.");
    assertThat(
            errorOf(
                () ->
                    cognito.createUserPool(
                        r ->
                            r.poolName("p")
                                .usernameAttributes(UsernameAttributeType.EMAIL)
                                .aliasAttributes(AliasAttributeType.EMAIL))))
        .startsWith("InvalidParameterException: Only one of");
  }

  @Test
  void wantsAFactorBeforeMfaIsSwitchedOn() {
    assertThat(
            errorOf(
                () -> cognito.createUserPool(r -> r.poolName("p").mfaConfiguration("OPTIONAL"))))
        .startsWith("InvalidParameterException: SMS configuration");
    String id = emulator.cognito().createPool("p", PoolModel.PLAIN);
    assertThat(
            errorOf(
                () -> cognito.setUserPoolMfaConfig(r -> r.userPoolId(id).mfaConfiguration("ON"))))
        .startsWith("InvalidParameterException: At least one of");

    cognito.setUserPoolMfaConfig(
        r ->
            r.userPoolId(id)
                .mfaConfiguration("OPTIONAL")
                .softwareTokenMfaConfiguration(s -> s.enabled(true)));

    assertThat(
            cognito
                .getUserPoolMfaConfig(r -> r.userPoolId(id))
                .softwareTokenMfaConfiguration()
                .enabled())
        .isTrue();
    assertThat(describe(id).mfaConfiguration()).isEqualTo(UserPoolMfaType.OPTIONAL);
  }

  @Test
  void listsPoolsInPagesAndWantsTheirSize() {
    for (int i = 0; i < 5; i++) {
      emulator.cognito().createPool("p" + i, PoolModel.PLAIN);
    }

    assertThat(cognito.listUserPools(r -> r.maxResults(2)).nextToken()).isNotEmpty();
    assertThat(cognito.listUserPoolsPaginator(r -> r.maxResults(2)).userPools())
        .extracting(UserPoolDescriptionType::name)
        .containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4");
    assertThat(errorOf(() -> cognito.listUserPools(r -> {})))
        .startsWith("InvalidParameterException: 1 validation error detected");
  }

  @Test
  void tagsPools() {
    UserPoolType pool = describe(emulator.cognito().createPool("p", PoolModel.PLAIN));

    cognito.tagResource(r -> r.resourceArn(pool.arn()).tags(Map.of("a", "1", "b", "2")));
    cognito.untagResource(r -> r.resourceArn(pool.arn()).tagKeys("a"));

    assertThat(cognito.listTagsForResource(r -> r.resourceArn(pool.arn())).tags())
        .isEqualTo(Map.of("b", "2"));
    assertThat(describe(pool.id()).userPoolTags()).isEqualTo(Map.of("b", "2"));
    assertThat(
            errorOf(
                () ->
                    cognito.tagResource(r -> r.resourceArn(pool.arn()).tags(Map.of("aws:x", "1")))))
        .startsWith("UserPoolTaggingException");
  }

  @Test
  void tellsTheNumberOfUsersAsItIsToldTo() {
    String id = emulator.cognito().generatePool("p", PoolModel.PLAIN, 10, 1);

    assertThat(describe(id).estimatedNumberOfUsers()).isEqualTo(10);
    emulator.cognito().estimatedUsers(users -> users + 5);
    assertThat(describe(id).estimatedNumberOfUsers()).isEqualTo(15);
    emulator.cognito().omitEstimatedUsers();
    assertThat(describe(id).estimatedNumberOfUsers()).isNull();
  }

  private UserPoolType describe(String id) {
    return cognito.describeUserPool(r -> r.userPoolId(id)).userPool();
  }
}
