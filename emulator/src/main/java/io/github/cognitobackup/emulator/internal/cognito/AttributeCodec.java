package io.github.cognitobackup.emulator.internal.cognito;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Packs the attributes of a user into one array, so that a million users fit into a modest heap:
 * per attribute a number that stands for the name, the length of the value and its UTF-8 bytes.
 */
final class AttributeCodec {

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  byte[] pack(Map<String, String> attributes) {
    byte[][] values = new byte[attributes.size()][];
    int[] ids = new int[values.length];
    int length = 0;
    int i = 0;
    for (Map.Entry<String, String> entry : attributes.entrySet()) {
      ids[i] = number(entry.getKey());
      values[i] = entry.getValue().getBytes(StandardCharsets.UTF_8);
      length += 4 + values[i].length;
      i++;
    }
    byte[] packed = new byte[length];
    int at = 0;
    for (i = 0; i < ids.length; i++) {
      at = putShort(packed, at, ids[i]);
      at = putShort(packed, at, values[i].length);
      System.arraycopy(values[i], 0, packed, at, values[i].length);
      at += values[i].length;
    }
    return packed;
  }

  Map<String, String> unpack(byte[] packed) {
    Map<String, String> result = new LinkedHashMap<>();
    forEach(packed, result::put);
    return result;
  }

  void forEach(byte[] packed, BiConsumer<String, String> visitor) {
    for (int at = 0; at < packed.length; ) {
      int length = getShort(packed, at + 2);
      visitor.accept(
          names.get(getShort(packed, at)),
          new String(packed, at + 4, length, StandardCharsets.UTF_8));
      at += 4 + length;
    }
  }

  @Nullable String find(byte[] packed, String name) {
    Integer id = numbers.get(name);
    if (id == null) {
      return null;
    }
    for (int at = 0; at < packed.length; ) {
      int length = getShort(packed, at + 2);
      if (getShort(packed, at) == id) {
        return new String(packed, at + 4, length, StandardCharsets.UTF_8);
      }
      at += 4 + length;
    }
    return null;
  }

  private int number(String name) {
    Integer known = numbers.get(name);
    if (known != null) {
      return known;
    }
    names.add(name);
    numbers.put(name, names.size() - 1);
    return names.size() - 1;
  }

  private static int putShort(byte[] bytes, int at, int value) {
    if (value > 0xffff) {
      throw new IllegalArgumentException("an attribute of more than 65,535 bytes");
    }
    bytes[at] = (byte) (value >> 8);
    bytes[at + 1] = (byte) value;
    return at + 2;
  }

  private static int getShort(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }
}
