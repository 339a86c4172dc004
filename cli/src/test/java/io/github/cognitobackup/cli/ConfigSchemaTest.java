package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The schema, the manual and the code know the same names and the same values. */
class ConfigSchemaTest {

  private static final Path DOCS = Path.of("../docs");

  @TempDir private Path folder;

  private final CommandLine commands =
      Main.commands(new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()));

  @Test
  void everyOptionHasItsPlaceInTheFileOrIsNamedAsOneOfTheCommandLine() {
    Set<String> all = new TreeSet<>();
    for (CommandLine command : commands.getSubcommands().values()) {
      command.getCommandSpec().options().forEach(option -> all.add(option.longestName()));
    }
    List<String> inFile = Settings.ALL.stream().map(Setting::option).toList();

    assertThat(inFile)
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(Settings.COMMAND_LINE_ONLY);
    Set<String> placed = new TreeSet<>(inFile);
    placed.addAll(Settings.COMMAND_LINE_ONLY);
    assertThat(placed)
        .as("a new option goes into Settings, in ALL or in COMMAND_LINE_ONLY")
        .isEqualTo(all);
  }

  @Test
  void optionsOfOneNameAreOfOneKindInAllCommands() {
    for (Setting setting : Settings.ALL) {
      Set<String> kinds =
          commands.getSubcommands().values().stream()
              .map(command -> command.getCommandSpec().findOption(setting.option()))
              .filter(option -> option != null)
              .map(ConfigSchemaTest::kind)
              .collect(Collectors.toSet());
      assertThat(kinds).as(setting.option()).hasSize(1);
    }
  }

  @Test
  void schemaHasTheSameNamesOfTheSameKinds() throws IOException {
    Map<String, String> ofSchema = new TreeMap<>();
    JsonNode properties =
        new JsonMapper().readTree(DOCS.resolve("config.schema.json").toFile()).get("properties");
    for (Map.Entry<String, JsonNode> top : properties.properties()) {
      JsonNode inner = top.getValue().get("properties");
      if (inner == null) {
        ofSchema.put(top.getKey(), kind(top.getValue()));
      } else {
        inner
            .properties()
            .forEach(one -> ofSchema.put(top.getKey() + "." + one.getKey(), kind(one.getValue())));
      }
    }
    assertThat(ofSchema.remove("$schema")).isEqualTo("string");
    Map<String, String> ofCode = new TreeMap<>();
    for (Setting setting : Settings.ALL) {
      ofCode.put(setting.path(), kind(option(setting.option())));
    }

    assertThat(ofSchema).isEqualTo(ofCode);
  }

  @Test
  void manualNamesEachWithItsOption() throws IOException {
    Map<String, String> rows =
        Pattern.compile("(?m)^\\| `([a-z0-9_.]+)` \\| `(--[a-z0-9-]+)[ `]")
            .matcher(Files.readString(DOCS.resolve("configuration.md")))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

    assertThat(rows)
        .isEqualTo(Settings.ALL.stream().collect(Collectors.toMap(Setting::path, Setting::option)));
  }

  private static String kind(JsonNode property) {
    return property.has("enum") ? "string" : property.get("type").asText();
  }

  private static String kind(OptionSpec option) {
    if (option.typeInfo().isBoolean()) {
      return "boolean";
    }
    if (option.typeInfo().isMap()) {
      return "object";
    }
    if (option.typeInfo().isCollection()) {
      return "array";
    }
    String type = option.typeInfo().getType().getSimpleName();
    return switch (type) {
      case "Double", "double" -> "number";
      case "Integer", "int" -> "integer";
      default -> "string";
    };
  }

  @Test
  void exampleOfTheManualIsSound() throws IOException {
    String page = Files.readString(DOCS.resolve("configuration.md"));
    String example = page.substring(page.indexOf("```json\n") + 8, page.indexOf("\n```\n"));

    assertThat(bySchema(example)).isTrue();
    assertThat(byCode(example)).isEqualTo("taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'$schema': 'https://example.com/config.schema.json'}",
        "{'kms': {'enabled': false}}",
        "{'kms': {'enabled': false, 'key_id': '', 'region': ''}}",
        "{'kms': {'enabled': false, 'key_id': 'alias/a', 'region': 'eu-west-1'}}",
        "{'kms': {'enabled': true, 'key_id': 'alias/a'}}",
        "{'kms': {'enabled': true, 'key_id': 'alias/a', 'region': ''}}",
        "{'kms': {'enabled': true, 'key_id': 'alias/a', 'decrypt_key_ids': ['b', 'c']}}",
        "{'kms': {'enabled': true, 'key_id': 'alias/a', 'encryption_context': {'p q': 'x=y', 'r': ''}}}",
        "{'kms': {'enabled': false, 'decrypt_key_ids': []}}",
        "{'storage': {'uri': 'file:///var/backups'}}",
        "{'storage': {'uri': 's3://bucket-name/a/b', 's3_path_style': true}}",
        "{'storage': {'uri': 's3://b', 's3_insecure_without_conditional_writes': true}}",
        "{'storage': {'s3_sse': 's3'}}",
        "{'storage': {'s3_sse': 'dsse', 's3_sse_key_id': 'k', 's3_tags': {'a': 'b'}}}",
        "{'storage': {'s3_object_lock': 'governance:30', 's3_storage_class': 'STANDARD_IA'}}",
        "{'storage': {'s3_expected_owner': '123456789012'}}",
        "{'pools': []}",
        "{'pools': ['eu-west-1_A', 'eu-west-1_B']}",
        "{'options': {'quota_share': 1}}",
        "{'options': {'quota_share': 0.25, 'no_pacing': false}}",
        "{'options': {'no_pacing': true, 'accept_plaintext': false}}",
        "{'options': {'unconfirmed': 'skip', 'passwords': 'none', 'update_existing': true}}",
        "{'options': {'unconfirmed': 'create', 'passwords': 'random-temporary'}}",
        "{'options': {'rewrite_arns': {'arn:aws:lambda:a': 'arn:aws:lambda:b'}}}",
        "{'options': {'with_restores': true, 'keep_plain': true, 'keep_old': false}}",
        "{'options': {'max_shrink': 0, 'keep_last': 1, 'keep_within': '30d'}}",
        "{'options': {'keep_daily': 7, 'keep_weekly': 4, 'keep_monthly': 12, 'keep_yearly': 2147483647}}",
      })
  void takenByBoth(String json) {
    String document = json.replace('\'', '"');

    assertThat(byCode(document)).isEqualTo("taken");
    assertThat(bySchema(document)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | not a JSON object",
        "'x' | not a JSON object",
        "{'kmss': {}} | unknown name kmss; known here: kms, options, pools, storage",
        "{'kms': {'enabled': false, 'keyid': 'a'}} | unknown name kms.keyid; known here: decrypt_key_ids, enabled",
        "{'kms': {'Enabled': true}} | unknown name kms.Enabled",
        "{'storage': {'kms': {}}} | unknown name storage.kms",
        "{'options': {'json': true}} | unknown name options.json",
        "{'kms': {}} | kms lacks enabled",
        "{'kms': []} | kms must be an object",
        "{'kms': null} | kms must be an object",
        "{'pools': 'eu-west-1_A'} | pools must be an array of strings",
        "{'pools': [1]} | each of pools must be a text",
        "{'pools': ['']} | each of pools is empty",
        "{'pools': [['a']]} | each of pools must be a text",
        "{'pools': ['a', 'a']} | appears twice",
        "{'pools': null} | pools must be an array",
        "{'$schema': 1} | $schema must be a text",
        "{'kms': {'key_id': 'a'}} | kms lacks enabled",
        "{'storage': {'s3_expected_owner': '12345678901'}} | has 12 digits",
        "{'kms': {'enabled': true}} | kms.enabled is true without kms.key_id",
        "{'kms': {'enabled': true, 'key_id': ''}} | kms.enabled is true without kms.key_id",
        "{'kms': {'enabled': 'true', 'key_id': 'a'}} | kms.enabled must be true or false",
        "{'kms': {'enabled': 1, 'key_id': 'a'}} | kms.enabled must be true or false",
        "{'kms': {'enabled': null}} | kms.enabled must be true or false",
        "{'kms': {'enabled': true, 'key_id': ' '}} | kms.key_id",
        "{'kms': {'enabled': true, 'key_id': 17}} | kms.key_id must be a text",
        "{'kms': {'enabled': false, 'region': 'Ireland'}} | kms.region",
        "{'kms': {'enabled': false, 'region': 'eu_west_1'}} | kms.region",
        "{'kms': {'enabled': false, 'decrypt_key_ids': ['a']}} | kms.decrypt_key_ids goes with kms.key_id",
        "{'kms': {'enabled': false, 'key_id': '', 'decrypt_key_ids': ['a']}} | kms.decrypt_key_ids goes with kms.key_id",
        "{'kms': {'enabled': true, 'key_id': 'a', 'decrypt_key_ids': [' ']}} | kms.decrypt_key_ids",
        "{'kms': {'enabled': true, 'key_id': 'a', 'decrypt_key_ids': 'b'}} | must be an array",
        "{'kms': {'enabled': true, 'key_id': 'a', 'encryption_context': {'aws:x': 'y'}}} | aws:",
        "{'kms': {'enabled': true, 'key_id': 'a', 'encryption_context': {' ': 'y'}}} | blank",
        "{'kms': {'enabled': true, 'key_id': 'a', 'encryption_context': {'': 'y'}}} | not empty",
        "{'kms': {'enabled': true, 'key_id': 'a', 'encryption_context': {'a=b': 'y'}}} | has no =",
        "{'kms': {'enabled': true, 'key_id': 'a', 'encryption_context': {'a': 1}}} | kms.encryption_context.a must be a text",
        "{'kms': {'enabled': true, 'key_id': 'a', 'encryption_context': ['a']}} | must be an object",
        "{'storage': 'file:///x'} | storage must be an object",
        "{'storage': {'uri': '/var/backups'}} | is no URI",
        "{'storage': {'uri': 'ftp://host/x'}} | unknown kind",
        "{'storage': {'uri': ''}} | storage.uri is empty",
        "{'storage': {'s3_sse': 'aes'}} | none of s3, kms, dsse",
        "{'storage': {'s3_sse': 'kms'}} | storage.s3_sse wants the key",
        "{'storage': {'s3_sse': 's3', 's3_sse_key_id': 'k'}} | goes with storage.s3_sse kms",
        "{'storage': {'s3_sse_key_id': 'k'}} | goes with storage.s3_sse",
        "{'storage': {'s3_object_lock': 'governance'}} | is no lock",
        "{'storage': {'s3_object_lock': 'governance:0'}} | is no lock",
        "{'storage': {'s3_storage_class': 'COLD STORE'}} | is none of",
        "{'storage': {'s3_path_style': 'yes'}} | must be true or false",
        "{'storage': {'s3_tags': {'': 'b'}}} | not empty",
        "{'storage': {'s3_tags': {'a': true}}} | must be a text",
        "{'options': {'quota_share': 0}} | not above 0",
        "{'options': {'quota_share': 1.01}} | not above 0",
        "{'options': {'quota_share': '0.5'}} | must be a number",
        "{'options': {'quota_share': 0.5, 'no_pacing': true}} | exclude each other",
        "{'options': {'unconfirmed': 'maybe'}} | is none of",
        "{'options': {'passwords': 'secret'}} | is none of",
        "{'options': {'rewrite_arns': {'x': 'arn:y'}}} | does not begin with arn:",
        "{'options': {'rewrite_arns': {'arn:x': 'y'}}} | does not begin with arn:",
        "{'options': {'max_shrink': 101}} | not a number from 0 to 100",
        "{'options': {'keep_last': 0}} | not a whole number",
        "{'options': {'keep_last': 2.5}} | must be a whole number",
        "{'options': {'keep_last': 2147483648}} | not a whole number",
        "{'options': {'keep_daily': '7'}} | must be a whole number",
        "{'options': {'keep_within': '30'}} | options.keep_within",
        "{'options': {'accept_plaintext': null}} | must be true or false",
      })
  void refusedByBoth(String json, String told) {
    String document = json.replace('\'', '"');
    assertThat(bySchema(document)).isFalse();
    assertThat(byCode(document)).contains(told).contains("config.json, line 1: ");
  }

  /** No schema can say these, nor does a validator see a name that appears twice. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'pools': ['a'], 'pools': ['b']} | pools appears twice",
        "{'kms': {'enabled': true, 'enabled': false, 'key_id': 'a'}} | kms.enabled appears twice",
        "{'storage': {'s3_tags': {'a': 'b', 'a': 'c'}}} | storage.s3_tags.a appears twice",
        "{'kms': {'enabled': true, 'key_id': 'arn:aws:kms:us-east-1:1:key/1', 'region': 'eu-west-1'}} | is a key of us-east-1",
        "{'storage': {'s3_storage_class': 'COLD'}} | is none of",
      })
  void refusedByTheCodeAlone(String json, String told) {
    assertThat(byCode(json.replace('\'', '"'))).contains(told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "{}}", "{} {}", "{'pools': [}", "{'pools' ['a']}", "// x", "{\u0000}"})
  void refusedAsNoJson(String json) {
    assertThat(byCode(json.replace('\'', '"')))
        .containsAnyOf("not JSON", "not a JSON", "after the");
  }

  @Test
  void lineIsThatOfTheName() throws IOException {
    Path file = Files.writeString(folder.resolve("c.json"), "{\n\n \"pools\": [\n  \"a\",\n  7]}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigFile.read(file, this::option))
        .withMessage(file + ", line 5: each of pools must be a text");
    Files.writeString(
        file,
        "{\"options\": {\n\"no_pacing\": true,\n\"accept_plaintext\": true,\n\"quota_share\": 0.5}}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConfigFile.read(file, this::option))
        .withMessage(
            file
                + ", line 4: options.quota_share and options.no_pacing (line 2) exclude each other");
  }

  @Test
  void fileThatCannotBeReadIsNamed() throws IOException {
    assertThat(byFile(folder.resolve("none.json"))).contains("none.json", "no such file");
    assertThat(byFile(folder)).contains("folder");
    Path large = Files.write(folder.resolve("large.json"), new byte[ConfigFile.MAX_LENGTH + 1]);
    assertThat(byFile(large)).contains("longer than");
    assertThat(byCode("{\"\\u001b[31m\": 1}")).contains("unknown name ?[31m");
  }

  private boolean bySchema(String document) {
    try {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(Files.readString(DOCS.resolve("config.schema.json")), InputFormat.JSON);
      return schema.validate(document, InputFormat.JSON).isEmpty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String byCode(String document) {
    try {
      return byFile(Files.writeString(folder.resolve("config.json"), document));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String byFile(Path file) {
    try {
      ConfigFile.read(file, this::option);
      return "taken";
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  private OptionSpec option(String name) {
    return commands.getSubcommands().values().stream()
        .map(command -> command.getCommandSpec().findOption(name))
        .filter(option -> option != null)
        .findFirst()
        .orElseThrow();
  }
}
