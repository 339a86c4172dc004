package io.github.cognitobackup.internal.cognito;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Every model object of the SDK becomes JSON and is the same when it comes back. */
class SdkJsonTest {

  private static final int DEEP_ENOUGH = 6;

  /** All types of the model that describe something. */
  static Stream<String> types() throws IOException {
    String folder = UserPoolType.class.getPackageName().replace('.', '/');
    URI jar =
        URI.create("jar:" + UserPoolType.class.getProtectionDomain().getCodeSource().getLocation());
    try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
        Stream<Path> classes = Files.list(files.getPath("/" + folder))) {
      List<String> names =
          classes
              .map(path -> path.getFileName().toString().replace(".class", ""))
              .filter(name -> name.endsWith("Type") && !name.contains("$"))
              .filter(name -> SdkPojo.class.isAssignableFrom(type(name)))
              .sorted()
              .toList();
      assertThat(names).hasSizeGreaterThan(50).contains("UserPoolType", "UserType");
      return names.stream();
    }
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(UserPoolType.class.getPackageName() + '.' + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SdkPojo builder(String type) {
    try {
      return (SdkPojo) type(type).getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsEveryMemberOf(String type) {
    SdkPojo full = build(fill(builder(type), 0));
    ObjectNode json = SdkJson.toJson(full);

    assertThat(json.size()).isEqualTo(full.sdkFields().size());
    assertThat(build(SdkJson.read(json, builder(type)))).isEqualTo(full);
  }

  @ParameterizedTest
  @MethodSource("types")
  void addsNothingToAnEmpty(String type) {
    SdkPojo empty = build(builder(type));
    ObjectNode json = SdkJson.toJson(empty);

    assertThat(json).isEmpty();
    assertThat(build(SdkJson.read(json, builder(type)))).isEqualTo(empty);
  }

  private static SdkPojo build(SdkPojo builder) {
    return (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
  }

  private static SdkPojo fill(SdkPojo builder, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      field.set(builder, value(field, depth));
    }
    return builder;
  }

  private static Object value(SdkField<?> field, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> "\"é\n😀 " + field.memberName();
      case BOOLEAN -> true;
      case INTEGER -> Integer.MIN_VALUE;
      case SHORT -> (short) 7;
      case BYTE -> (byte) 7;
      case LONG -> Long.MAX_VALUE;
      case FLOAT -> 0.1f;
      case DOUBLE -> 0.1;
      case BIG_DECIMAL -> new BigDecimal("1e-30");
      case INSTANT -> Instant.parse("2020-07-12T21:44:18.976Z");
      case SDK_BYTES -> SdkBytes.fromByteArray(new byte[] {0, -1, 7});
      case DOCUMENT ->
          Document.fromMap(
              Map.of(
                  "list", Document.fromList(List.of(Document.fromBoolean(true))),
                  "number", Document.fromNumber(1.5),
                  "text", Document.fromString("x")));
      case SDK_POJO -> {
        SdkPojo inner = field.constructor().get();
        yield build(depth < DEEP_ENOUGH ? fill(inner, depth + 1) : inner);
      }
      case LIST ->
          List.of(value(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), depth + 1));
      case MAP ->
          Map.of("key", value(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth + 1));
      case NULL -> throw new IllegalStateException("a member of no type");
    };
  }

  @Test
  void tellsAbsentFromZero() {
    assertThat(SdkJson.toJson(GroupType.builder().groupName("g").build()).has("Precedence"))
        .isFalse();
    assertThat(
            SdkJson.toJson(GroupType.builder().precedence(0).build()).path("Precedence").asInt(7))
        .isZero();
  }

  @Test
  void keepsAnEnumThatThisSdkDoesNotKnow() {
    UserPoolType pool = UserPoolType.builder().mfaConfiguration("SOMETIMES").build();
    ObjectNode json = SdkJson.toJson(pool);

    assertThat(json.path("MfaConfiguration").asText()).isEqualTo("SOMETIMES");
    assertThat(SdkJson.read(json, UserPoolType.builder()).build()).isEqualTo(pool);
  }

  @Test
  void passesOverMembersThatTheTypeDoesNotHave() {
    ObjectNode json = SdkJson.toJson(AttributeType.builder().name("n").value("v").build());
    json.put("Newer", "x");
    assertThat(SdkJson.read(json, AttributeType.builder()).build().value()).isEqualTo("v");
  }

  @Test
  void rendersDatesInIso8601() {
    Instant date = Instant.parse("2020-07-12T21:44:18.976Z");
    assertThat(SdkJson.toJson(GroupType.builder().creationDate(date).build()).toString())
        .isEqualTo("{\"CreationDate\":\"2020-07-12T21:44:18.976Z\"}");
  }
}
