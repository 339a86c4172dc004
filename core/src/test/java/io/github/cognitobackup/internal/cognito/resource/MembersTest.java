package io.github.cognitobackup.internal.cognito.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.internal.cognito.CognitoCalls;
import io.github.cognitobackup.internal.cognito.Patience;
import io.github.cognitobackup.internal.cognito.Pool;
import io.github.cognitobackup.internal.cognito.SdkJson;
import io.github.cognitobackup.pacing.QuotaGate;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateManagedLoginBrandingResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DomainDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserPoolMfaConfigResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GroupType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.IdentityProviderType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LogDeliveryConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ManagedLoginBrandingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceServerType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RiskConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UICustomizationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/**
 * No member of a restorable document that the SDK in use knows is lost silently: it is sent at
 * creation and at an update, and compared, or listed in the manual with the reason why not. What is
 * listed as fixed at creation is sent then, and compared.
 */
class MembersTest {

  private static final Path TABLE = Path.of("../docs/backup-coverage.md");
  private static final Pattern ROW =
      Pattern.compile("^\\| ([a-z-]+) \\| ([A-Z][\\w.]+) \\| (\\S.*\\S) \\|$", Pattern.MULTILINE);

  /** Fits the pattern of client secrets. */
  private static final String TEXT = "a".repeat(24);

  private static final String FIXED = "fixed at creation";

  private static final String DATE = "2026-01-01T00:00:00Z";

  /**
   * A kind of document.
   *
   * @param type the folder in the archive
   * @param sample a document that has every member
   * @param kinds what restores it
   */
  record Document(String type, ObjectNode sample, List<ResourceKind> kinds) {
    @Override
    public String toString() {
      return type;
    }
  }

  static Stream<Document> documents() {
    return Stream.of(
        document(new Clients(), UserPoolClientType.builder().build()),
        document(new Groups(), GroupType.builder().build()),
        document(new IdentityProviders(), IdentityProviderType.builder().build()),
        document(new ResourceServers(), ResourceServerType.builder().build()),
        new Document(
            "branding",
            sample(ManagedLoginBrandingType.builder().build())
                .put("ClientId", "client")
                .put("UseCognitoProvidedValues", false),
            List.of(new Branding())),
        document(new Domains(), DomainDescriptionType.builder().build()),
        document(new LogDelivery(), LogDeliveryConfigurationType.builder().build()),
        document(new RiskConfigurations(), RiskConfigurationType.builder().build()),
        document(new UiCustomizations(), UICustomizationType.builder().build()),
        document(new MfaSettings(), GetUserPoolMfaConfigResponse.builder().build()),
        new Document(
            CustomAttributes.TYPE,
            sample(SchemaAttributeType.builder().build())
                .put("Name", "dev:custom:a")
                .put("Required", false),
            List.of(new CustomAttributes())),
        new Document(
            PoolSettings.TYPE,
            sample(UserPoolType.builder().build()),
            List.of(ResourceKinds.SETTINGS, new PoolActivation())));
  }

  private static Document document(ResourceKind kind, SdkPojo model) {
    return new Document(kind.type(), sample(model), List.of(kind));
  }

  @Tag("newest-sdk") // what an older one has not is not listed
  @ParameterizedTest
  @MethodSource("documents")
  void everyMemberIsSentAndComparedOrListed(Document document) throws IOException {
    Set<String> lost = new TreeSet<>();
    Set<String> fixed = new TreeSet<>();
    Requests base = Requests.of(document, document.sample);
    changes(document.sample)
        .forEach(
            (path, changed) -> {
              Requests requests = Requests.of(document, changed);
              boolean kept =
                  !requests.creation.equals(base.creation) && isCompared(document, changed);
              if (!kept) {
                lost.add(path);
              } else if (requests.update.equals(base.update)) {
                fixed.add(path);
              }
            });

    assertThat(lost).isEqualTo(listed(document.type, reason -> !reason.equals(FIXED)));
    assertThat(fixed).isEqualTo(listed(document.type, FIXED::equals));
  }

  @Test
  void everyListedMemberBelongsToADocument() throws IOException {
    assertThat(documents().map(Document::type))
        .containsAll(ROW.matcher(section()).results().map(row -> row.group(1)).toList());
  }

  private static boolean isCompared(Document document, ObjectNode changed) {
    return document.kinds.stream()
        .anyMatch(
            kind ->
                !JsonDifference.between(kind.restorable(changed), kind.restorable(document.sample))
                    .isEmpty());
  }

  private static String section() throws IOException {
    String manual = Files.readString(TABLE);
    String section = manual.substring(manual.indexOf("## Members that do not come back"));
    int next = section.indexOf("\n## ", 1);
    return next < 0 ? section : section.substring(0, next);
  }

  private static Set<String> listed(String type, Predicate<String> reason) throws IOException {
    Set<String> members = new TreeSet<>();
    ROW.matcher(section())
        .results()
        .filter(row -> row.group(1).equals(type) && reason.test(row.group(3)))
        .forEach(row -> members.add(row.group(2)));
    return members;
  }

  /** What is sent for a document, at creation and at an update of what differs. */
  private record Requests(List<ObjectNode> creation, List<ObjectNode> update) {

    static Requests of(Document document, ObjectNode wanted) {
      List<ObjectNode> creation = new ArrayList<>();
      List<ObjectNode> update = new ArrayList<>();
      for (ResourceKind kind : document.kinds) {
        Resource resource = new Resource(kind.type(), "id", wanted);
        Resource actual = new Resource(kind.type(), "id", document.sample);
        if (kind instanceof PoolSettings settings) {
          creation.add(SdkJson.toJson(settings.createRequest(wanted, "name", "restore")));
        } else if (kind instanceof PoolActivation) {
          creation.addAll(sent(document, pool -> kind.update(pool, resource, actual)));
        } else {
          creation.addAll(sent(document, pool -> kind.create(pool, resource)));
        }
        update.addAll(sent(document, pool -> kind.update(pool, resource, actual)));
      }
      return new Requests(creation, update);
    }

    private static List<ObjectNode> sent(Document document, Consumer<Pool> work) {
      List<ObjectNode> requests = new ArrayList<>();
      CognitoIdentityProviderClient client =
          (CognitoIdentityProviderClient)
              Proxy.newProxyInstance(
                  MembersTest.class.getClassLoader(),
                  new Class<?>[] {CognitoIdentityProviderClient.class},
                  (proxy, method, arguments) -> {
                    requests.add(SdkJson.toJson((SdkPojo) arguments[0]));
                    return answer(method, document.sample);
                  });
      try {
        work.accept(
            new Pool(
                new CognitoCalls(
                    client,
                    QuotaGate.unlimited(),
                    Patience.of(Patience.DEFAULT, Patience.Sleeper.REAL),
                    new BackupListener() {}),
                "pool"));
      } catch (UnchangeableException e) {
        // what was sent before counts
      }
      return requests;
    }

    private static Object answer(Method method, ObjectNode pool)
        throws ReflectiveOperationException {
      if (method.getName().equals("describeUserPool")) {
        return DescribeUserPoolResponse.builder()
            .userPool(SdkJson.read(pool, UserPoolType.builder()).build())
            .build();
      }
      if (method.getName().equals("createUserPoolClient")) {
        return CreateUserPoolClientResponse.builder()
            .userPoolClient(client -> client.clientSecret(TEXT))
            .build();
      }
      if (method.getName().equals("createManagedLoginBranding")) {
        return CreateManagedLoginBrandingResponse.builder()
            .managedLoginBranding(style -> style.managedLoginBrandingId("style"))
            .build();
      }
      Object builder = method.getReturnType().getMethod("builder").invoke(null);
      Method build = software.amazon.awssdk.utils.builder.SdkBuilder.class.getMethod("build");
      return build.invoke(builder);
    }
  }

  /** The sample with one of its values changed, by the path of the value. */
  private static Map<String, ObjectNode> changes(ObjectNode sample) {
    Map<String, ObjectNode> changes = new java.util.TreeMap<>();
    for (String pointer : leaves("", sample)) {
      int last = pointer.lastIndexOf('/');
      ObjectNode changed = sample.deepCopy();
      JsonNode parent = changed.at(pointer.substring(0, last));
      String name = pointer.substring(last + 1);
      if (parent instanceof ArrayNode array) {
        array.set(Integer.parseInt(name), other(array.get(Integer.parseInt(name))));
      } else {
        ((ObjectNode) parent).set(name, other(parent.get(name)));
      }
      changes.put(
          pointer.replaceAll("/(\\d+|key)(?=/|$)", "").substring(1).replace('/', '.'), changed);
    }
    return changes;
  }

  private static List<String> leaves(String pointer, JsonNode node) {
    List<String> leaves = new ArrayList<>();
    if (node.isObject()) {
      node.properties()
          .forEach(
              member -> leaves.addAll(leaves(pointer + '/' + member.getKey(), member.getValue())));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        leaves.addAll(leaves(pointer + '/' + i, node.get(i)));
      }
    } else {
      leaves.add(pointer);
    }
    return leaves;
  }

  private static JsonNode other(JsonNode value) {
    if (value.isBoolean()) {
      return BooleanNode.valueOf(!value.booleanValue());
    }
    if (value.isNumber()) {
      return IntNode.valueOf(value.intValue() + 1);
    }
    return TextNode.valueOf(
        value.textValue().equals(DATE)
            ? "2026-02-02T00:00:00Z"
            : value.textValue().substring(0, value.textValue().length() - 1) + 'b');
  }

  private static ObjectNode sample(SdkPojo model) {
    ObjectNode sample = JsonNodeFactory.instance.objectNode();
    model.sdkFields().forEach(field -> sample.set(field.locationName(), sample(field)));
    return sample;
  }

  private static JsonNode sample(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING, SDK_BYTES, DOCUMENT -> TextNode.valueOf(TEXT);
      case BOOLEAN -> BooleanNode.TRUE;
      case INTEGER, LONG -> IntNode.valueOf(1);
      case INSTANT -> TextNode.valueOf(DATE);
      case SDK_POJO -> sample(field.constructor().get());
      case LIST ->
          JsonNodeFactory.instance
              .arrayNode()
              .add(sample(field.getRequiredTrait(ListTrait.class).memberFieldInfo()));
      case MAP ->
          JsonNodeFactory.instance
              .objectNode()
              .set("key", sample(field.getRequiredTrait(MapTrait.class).valueFieldInfo()));
      default ->
          throw new IllegalStateException(field.locationName() + " is of a type without a sample");
    };
  }
}
