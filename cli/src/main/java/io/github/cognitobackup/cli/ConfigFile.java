package io.github.cognitobackup.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a configuration file: every name must be one of {@link Settings}, and every value one that
 * its option would take, whichever command is run. What is wrong is told with file and line.
 */
final class ConfigFile {

  /** The bytes of the longest file. */
  static final int MAX_LENGTH = 1 << 20;

  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();

  private final Path file;
  private final Function<String, OptionSpec> options;
  private final Map<Setting, Value> values = new LinkedHashMap<>();

  /**
   * A value of the file.
   *
   * @param texts as the option takes them, each of a list or of a map's pairs by itself
   * @param line where its name stands
   */
  record Value(List<String> texts, int line) {

    /** A text, a number or a truth. */
    String text() {
      return texts.get(0);
    }
  }

  private ConfigFile(Path file, Function<String, OptionSpec> options) {
    this.file = file;
    this.options = options;
  }

  /**
   * Reads a file.
   *
   * @param options tells an option of any command by its name
   * @throws IllegalArgumentException when it is wrong; its message says where and why
   */
  static Map<Setting, Value> read(Path file, Function<String, OptionSpec> options) {
    ConfigFile config = new ConfigFile(file, options);
    config.parse();
    new ConfigRules(file, options, config.values).check();
    return config.values;
  }

  private void parse() {
    try (JsonParser parser = JSON.createParser(bytes())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw at(parser, "the file is not a JSON object");
      }
      readObject("", parser);
      if (parser.nextToken() != null) {
        throw at(parser, "there is something after the JSON object");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
      throw at(line, "this is not JSON, at column " + column);
    } catch (FileSystemException e) {
      throw new IllegalArgumentException(Failure.of(e, true).message(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private byte[] bytes() throws IOException {
    if (Files.isDirectory(file)) {
      throw new FileSystemException(file.toString(), null, "it is a folder");
    }
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] bytes = stream.readNBytes(MAX_LENGTH + 1);
      if (bytes.length > MAX_LENGTH) {
        throw new FileSystemException(
            file.toString(), null, "it is longer than " + MAX_LENGTH + " bytes");
      }
      return bytes;
    }
  }

  private void readObject(String section, JsonParser parser) throws IOException {
    Set<String> seen = new HashSet<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      String path = section.isEmpty() ? name : section + "." + name;
      requireFirst(seen.add(name), path, parser);
      int line = parser.currentTokenLocation().getLineNr();
      parser.nextToken();
      Optional<Setting> setting = Settings.at(path);
      if (setting.isPresent()) {
        values.put(setting.get(), new Value(readValue(setting.get(), parser), line));
      } else if (section.isEmpty() && Settings.isSection(name)) {
        require(parser.currentToken() == JsonToken.START_OBJECT, path, "an object", parser);
        readObject(name, parser);
        if (name.equals("kms") && !values.containsKey(Settings.ENABLED)) {
          throw at(line, "kms lacks enabled: say true or false");
        }
      } else if (path.equals("$schema")) {
        // for editors
        require(parser.currentToken() == JsonToken.VALUE_STRING, path, "a text", parser);
      } else {
        throw at(line, "unknown name " + shown(path) + "; known here: " + known(section));
      }
    }
  }

  private static String known(String section) {
    return String.join(", ", Settings.namesIn(section));
  }

  private List<String> readValue(Setting setting, JsonParser parser) throws IOException {
    OptionSpec option = options.apply(setting.option());
    JsonToken token = parser.currentToken();
    String path = setting.path();
    if (option.typeInfo().isBoolean()) {
      require(token.isBoolean(), path, "true or false", parser);
      return List.of(String.valueOf(parser.getBooleanValue()));
    }
    if (option.typeInfo().isMap()) {
      require(token == JsonToken.START_OBJECT, path, "an object of strings", parser);
      return readPairs(path, option, parser);
    }
    if (option.typeInfo().isCollection()) {
      require(token == JsonToken.START_ARRAY, path, "an array of strings", parser);
      return readList(path, option, parser);
    }
    return List.of(readSingle(path, option, parser));
  }

  private String readSingle(String path, OptionSpec option, JsonParser parser) throws IOException {
    Class<?> type = option.typeInfo().getType();
    if (type == Integer.class || type == int.class) {
      require(parser.currentToken() == JsonToken.VALUE_NUMBER_INT, path, "a whole number", parser);
    } else if (type == Double.class || type == double.class) {
      require(parser.currentToken().isNumeric(), path, "a number", parser);
    } else {
      return readText(path, option, 0, parser);
    }
    return checked(path, option, 0, parser.getText(), parser);
  }

  private List<String> readList(String path, OptionSpec option, JsonParser parser)
      throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = readText("each of " + path, option, 0, parser);
      requireFirst(seen.add(text), path + ": " + text, parser);
      list.add(text);
    }
    return list;
  }

  private List<String> readPairs(String path, OptionSpec option, JsonParser parser)
      throws IOException {
    Set<String> seen = new HashSet<>();
    List<String> pairs = new ArrayList<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      requireFirst(seen.add(name), path + "." + name, parser);
      if (name.isEmpty() || name.indexOf('=') >= 0) {
        throw at(parser, path + ": a name is not empty and has no =");
      }
      checked(path, option, 0, name, parser);
      parser.nextToken();
      pairs.add(name + "=" + readText(path + "." + name, option, 1, parser));
    }
    return pairs;
  }

  private String readText(String path, OptionSpec option, int converter, JsonParser parser)
      throws IOException {
    require(parser.currentToken() == JsonToken.VALUE_STRING, path, "a text", parser);
    String text = parser.getText();
    if (text.isEmpty() && Settings.mayBeEmpty(path)) {
      // other writers of the section put it for none
      return text;
    }
    if (text.isEmpty() && converter == 0) {
      throw at(parser, shown(path) + " is empty: leave it out, or give it a value");
    }
    return checked(path, option, converter, text, parser);
  }

  /** Asks the option's own converter, where it has one. */
  private String checked(
      String path, OptionSpec option, int index, String text, JsonParser parser) {
    ITypeConverter<?>[] converters = option.converters();
    if (index >= converters.length) {
      return text;
    }
    try {
      converters[index].convert(text);
      return text;
    } catch (TypeConversionException e) {
      throw at(parser, shown(path) + ": " + e.getMessage());
    } catch (Exception e) {
      throw at(parser, shown(path) + " is not valid");
    }
  }

  private void require(boolean holds, String path, String kind, JsonParser parser) {
    if (!holds) {
      throw at(parser, shown(path) + " must be " + kind);
    }
  }

  private void requireFirst(boolean first, String what, JsonParser parser) {
    if (!first) {
      throw at(parser, shown(what) + " appears twice");
    }
  }

  private static String shown(String text) {
    String safe = text.replaceAll("\\p{Cntrl}", "?");
    return safe.length() > 80 ? safe.substring(0, 80) + "..." : safe;
  }

  private IllegalArgumentException at(JsonParser parser, String message) {
    return at(parser.currentTokenLocation().getLineNr(), message);
  }

  private IllegalArgumentException at(int line, String message) {
    return at(file, line, message);
  }

  static IllegalArgumentException at(Path file, int line, String message) {
    return new IllegalArgumentException(file + ", line " + line + ": " + message);
  }
}
