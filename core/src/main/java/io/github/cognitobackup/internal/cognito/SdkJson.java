package io.github.cognitobackup.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/**
 * The AWS SDK's model objects as JSON: members under their wire names, dates in ISO-8601, blobs in
 * base64, enums as the service spelt them; what is absent stays absent.
 */
public final class SdkJson {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private SdkJson() {}

  /** Renders a model object with all its members. */
  public static ObjectNode toJson(SdkPojo pojo) {
    ObjectNode object = NODES.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      JsonNode value = toNode(field, field.getValueOrDefault(pojo));
      if (value != null) {
        object.set(field.locationName(), value);
      }
    }
    return object;
  }

  /**
   * Renders a model object with all its members, and with those of the wire's JSON that it has no
   * field for, as they came.
   *
   * @param wire the JSON that the SDK made the object of; missing where it was not seen
   */
  public static ObjectNode toJson(SdkPojo pojo, JsonNode wire) {
    ObjectNode object = toJson(pojo);
    addUnnamed(object, wire, pojo);
    return object;
  }

  private static void addUnnamed(ObjectNode object, JsonNode wire, SdkPojo model) {
    for (Map.Entry<String, JsonNode> member : wire.properties()) {
      SdkField<?> field = field(model, member.getKey());
      if (field == null) {
        if (!member.getValue().isNull()) {
          object.set(member.getKey(), member.getValue());
        }
      } else if (object.has(member.getKey())) {
        addUnnamed(object.get(member.getKey()), member.getValue(), field);
      }
    }
  }

  private static void addUnnamed(JsonNode value, JsonNode wire, SdkField<?> field) {
    switch (type(field)) {
      case SDK_POJO -> {
        if (value instanceof ObjectNode object) {
          addUnnamed(object, wire, field.constructor().get());
        }
      }
      case LIST -> {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        for (int i = 0; i < value.size(); i++) {
          addUnnamed(value.get(i), wire.path(i), member);
        }
      }
      case MAP -> {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        value
            .properties()
            .forEach(each -> addUnnamed(each.getValue(), wire.path(each.getKey()), member));
      }
      default -> {}
    }
  }

  private static @Nullable SdkField<?> field(SdkPojo model, String name) {
    for (SdkField<?> field : model.sdkFields()) {
      if (field.locationName().equals(name)) {
        return field;
      }
    }
    return null;
  }

  /**
   * Sets on a builder each member of the document that the builder's type has; others are passed
   * over, which is how a description becomes the request that recreates it.
   */
  public static <B extends SdkPojo> B read(JsonNode document, B builder) {
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode value = document.get(field.locationName());
      if (value != null && !value.isNull()) {
        field.set(builder, fromNode(field, value));
      }
    }
    return builder;
  }

  /**
   * Names the members of a document, by their path, that say something and have no field in the
   * model: a newer Cognito's, or a newer SDK's.
   */
  public static List<String> unnamed(JsonNode document, SdkPojo model) {
    Set<String> paths = new TreeSet<>();
    unnamed("", document, model, paths);
    return List.copyOf(paths);
  }

  private static void unnamed(String path, JsonNode object, SdkPojo model, Set<String> paths) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      String name = path + member.getKey();
      SdkField<?> field = field(model, member.getKey());
      if (field != null) {
        unnamed(name, member.getValue(), field, paths);
      } else if (saysSomething(member.getValue())) {
        paths.add(name);
      }
    }
  }

  private static void unnamed(String path, JsonNode value, SdkField<?> field, Set<String> paths) {
    switch (type(field)) {
      case SDK_POJO -> unnamed(path + '.', value, field.constructor().get(), paths);
      case LIST -> {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        value.forEach(each -> unnamed(path, each, member, paths));
      }
      case MAP -> {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        value.forEach(each -> unnamed(path, each, member, paths));
      }
      default -> {}
    }
  }

  private static boolean saysSomething(JsonNode value) {
    if (!value.isContainerNode()) {
      return !value.isNull();
    }
    for (JsonNode each : value) {
      if (saysSomething(each)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable JsonNode toNode(SdkField<?> field, @Nullable Object value) {
    if (value == null
        || value instanceof SdkAutoConstructList
        || value instanceof SdkAutoConstructMap) {
      return null;
    }
    return switch (type(field)) {
      case STRING -> NODES.textNode((String) value);
      case BOOLEAN -> NODES.booleanNode((Boolean) value);
      case INTEGER, SHORT, BYTE -> NODES.numberNode(((Number) value).intValue());
      case LONG -> NODES.numberNode(((Number) value).longValue());
      case FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(new BigDecimal(value.toString()));
      case INSTANT -> NODES.textNode(value.toString());
      case SDK_BYTES ->
          NODES.textNode(
              Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
      case SDK_POJO -> toJson((SdkPojo) value);
      case DOCUMENT -> toNode((Document) value);
      case LIST -> {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        ArrayNode array = NODES.arrayNode();
        ((List<?>) value).forEach(each -> array.add(toNode(member, each)));
        yield array;
      }
      case MAP -> {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        ObjectNode object = NODES.objectNode();
        ((Map<?, ?>) value).forEach((key, each) -> object.set((String) key, toNode(member, each)));
        yield object;
      }
      case NULL -> null;
    };
  }

  private static @Nullable Object fromNode(SdkField<?> field, JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    return switch (type(field)) {
      case STRING -> node.asText();
      case BOOLEAN -> node.isTextual() ? Boolean.valueOf(node.asText()) : node.booleanValue();
      case INTEGER -> node.intValue();
      case SHORT -> node.shortValue();
      case BYTE -> (byte) node.intValue();
      case LONG -> node.longValue();
      case FLOAT -> node.floatValue();
      case DOUBLE -> node.doubleValue();
      case BIG_DECIMAL -> node.decimalValue();
      case INSTANT -> Instant.parse(node.asText());
      case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(node.asText()));
      case SDK_POJO -> ((SdkBuilder<?, ?>) read(node, field.constructor().get())).build();
      case DOCUMENT -> toDocument(node);
      case LIST -> {
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<@Nullable Object> list = new ArrayList<>(node.size());
        node.forEach(each -> list.add(fromNode(member, each)));
        yield list;
      }
      case MAP -> {
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties()
            .forEach(each -> map.put(each.getKey(), fromNode(member, each.getValue())));
        yield map;
      }
      case NULL -> null;
    };
  }

  private static JsonNode toNode(Document document) {
    if (document.isMap()) {
      ObjectNode object = NODES.objectNode();
      document.asMap().forEach((key, each) -> object.set(key, toNode(each)));
      return object;
    }
    if (document.isList()) {
      ArrayNode array = NODES.arrayNode();
      document.asList().forEach(each -> array.add(toNode(each)));
      return array;
    }
    if (document.isString()) {
      return NODES.textNode(document.asString());
    }
    if (document.isBoolean()) {
      return NODES.booleanNode(document.asBoolean());
    }
    return document.isNumber()
        ? NODES.numberNode(document.asNumber().bigDecimalValue())
        : NODES.nullNode();
  }

  private static Document toDocument(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, Document> map = new LinkedHashMap<>();
        node.properties().forEach(each -> map.put(each.getKey(), toDocument(each.getValue())));
        yield Document.fromMap(map);
      }
      case ARRAY -> {
        List<Document> list = new ArrayList<>(node.size());
        node.forEach(each -> list.add(toDocument(each)));
        yield Document.fromList(list);
      }
      case STRING -> Document.fromString(node.textValue());
      case BOOLEAN -> Document.fromBoolean(node.booleanValue());
      case NUMBER -> Document.fromNumber(node.decimalValue());
      default -> Document.fromNull();
    };
  }

  private static MarshallingKnownType type(SdkField<?> field) {
    return field.marshallingType().getKnownType();
  }
}
