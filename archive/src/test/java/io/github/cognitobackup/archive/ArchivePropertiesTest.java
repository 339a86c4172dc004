package io.github.cognitobackup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.UnsupportedArchiveException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ArchivePropertiesTest {

  private static final byte[] SAMPLE = Archives.sample();
  private static final byte[] SAMPLE_TAR = Archives.gunzip(SAMPLE);

  @Property(tries = 200)
  void whateverIsWrittenIsReadBack(
      @ForAll("documents") @Size(max = 20) List<ObjectNode> users,
      @ForAll("documents") @Size(max = 5) List<ObjectNode> documents,
      @ForAll @Size(max = 20) List<Map.Entry<String, String>> members,
      @ForAll @IntRange(min = 1, max = 5) int linesPerPart,
      @ForAll @IntRange(min = 1, max = 2000) int bytesPerPart) {
    List<Membership> memberships =
        members.stream().map(m -> new Membership(m.getKey(), m.getValue())).toList();
    byte[] archive =
        Archives.write(
            Archives.OPTIONS.withLinesPerPart(linesPerPart).withBytesPerPart(bytesPerPart),
            writer -> {
              IntStream.range(0, documents.size())
                  .forEach(i -> writer.resource("clients", "c" + i, documents.get(i)));
              users.forEach(writer::user);
              memberships.forEach(m -> writer.membership(m.group(), m.username()));
            });

    ArchiveReader reader = Archives.open(archive);

    assertThat(Archives.users(reader)).containsExactlyElementsOf(users);
    assertThat(Archives.resources(reader))
        .extracting(ArchivedResource::document)
        .containsExactlyElementsOf(List.<JsonNode>copyOf(documents));
    assertThat(Archives.memberships(reader)).isEqualTo(memberships);
    assertThat(reader.manifest().counts().users()).isEqualTo(users.size());
  }

  @Property(tries = 500)
  void anyIdentifierHasASafeFileNameThatLeadsBack(@ForAll("identifiers") String id) {
    String name = FileNames.of(id);

    assertThat(name).matches("[A-Za-z0-9_%=-][A-Za-z0-9._%=-]*\\.json|%2E[A-Za-z0-9._%=-]*");
    assertThat(name.length()).isLessThanOrEqualTo(100);
    assertThat(FileNames.isValid(name)).isTrue();
    if (!name.startsWith("sha256=")) {
      String encoded = name.substring(0, name.length() - FileNames.SUFFIX.length());
      assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(id);
    }
  }

  @Property(tries = 500)
  void anyTruncationIsRefused(@ForAll("cuts") int length) {
    assertThatThrownBy(() -> Archives.open(Arrays.copyOf(SAMPLE, length)))
        .isInstanceOf(ArchiveCorruptException.class);
  }

  @Property(tries = 500)
  void anyTruncationOfTheTarIsRefused(@ForAll("tarPositions") int length) {
    assertThatThrownBy(() -> Archives.open(Archives.gzip(Arrays.copyOf(SAMPLE_TAR, length))))
        .isInstanceOf(ArchiveCorruptException.class);
  }

  /**
   * Only the filler of a checksum's field, the end and the gaps can change unnoticed: the gzip
   * checksum guards those.
   */
  @Property(tries = 1000)
  void anyFlippedBitOfTheTarIsRefusedOrHasNoMeaning(
      @ForAll("tarPositions") int position, @ForAll @IntRange(max = 7) int bit) {
    byte[] tar = SAMPLE_TAR.clone();
    tar[position] ^= (byte) (1 << bit);
    assertRefusedOrEqual(Archives.gzip(tar));
  }

  @Property(tries = 1000)
  void anyFlippedBitOfTheGzipIsRefusedOrHasNoMeaning(
      @ForAll("cuts") int position, @ForAll @IntRange(max = 7) int bit) {
    byte[] archive = SAMPLE.clone();
    archive[position] ^= (byte) (1 << bit);
    assertRefusedOrEqual(archive);
  }

  private static void assertRefusedOrEqual(byte[] archive) {
    ArchiveReader reader;
    try {
      reader = Archives.open(archive);
    } catch (ArchiveCorruptException | UnsupportedArchiveException refused) {
      return;
    }
    ArchiveReader sound = Archives.open(SAMPLE);
    assertThat(reader.header()).isEqualTo(sound.header());
    assertThat(reader.manifest().entries()).isEqualTo(sound.manifest().entries());
    assertThat(reader.manifest().counts()).isEqualTo(sound.manifest().counts());
    assertThat(Archives.users(reader)).isEqualTo(Archives.users(sound));
    assertThat(Archives.resources(reader)).isEqualTo(Archives.resources(sound));
    assertThat(Archives.memberships(reader)).isEqualTo(Archives.memberships(sound));
  }

  @Provide
  Arbitrary<Integer> cuts() {
    return Arbitraries.integers().between(0, SAMPLE.length - 1);
  }

  @Provide
  Arbitrary<Integer> tarPositions() {
    return Arbitraries.integers().between(0, SAMPLE_TAR.length - 1);
  }

  @Provide
  Arbitrary<String> identifiers() {
    return Arbitraries.strings()
        .all()
        .ofMinLength(1)
        .ofMaxLength(130)
        .filter(ArchivePropertiesTest::isWellFormed);
  }

  private static boolean isWellFormed(String text) {
    return UTF_8.newEncoder().canEncode(text);
  }

  @Provide
  Arbitrary<List<ObjectNode>> documents() {
    // any UTF-16, lone surrogates included
    Arbitrary<String> text = Arbitraries.strings().withCharRange('\0', '\uffff').ofMaxLength(30);
    JsonNodeFactory json = JsonNodeFactory.withExactBigDecimals(true);
    Arbitrary<JsonNode> scalar =
        Arbitraries.oneOf(
            text.map(json::textNode),
            Arbitraries.bigDecimals().map(json::numberNode).map(JsonNode.class::cast),
            Arbitraries.bigIntegers().map(ArchivePropertiesTest::number),
            Arbitraries.of(true, false).map(json::booleanNode),
            Arbitraries.just(json.nullNode()));
    Arbitrary<JsonNode> nested =
        scalar.list().ofMaxSize(4).map(values -> json.arrayNode().addAll(values));
    Arbitrary<String> name = text.filter(ArchivePropertiesTest::isWellFormed);
    return Combinators.combine(name, Arbitraries.oneOf(scalar, nested))
        .as(Map::entry)
        .list()
        .uniqueElements(Map.Entry::getKey)
        .ofMaxSize(6)
        .map(
            members -> {
              ObjectNode object = json.objectNode();
              members.forEach(member -> object.set(member.getKey(), member.getValue()));
              return object;
            })
        .list();
  }

  /** As a parser would represent it: the smallest type that holds the number. */
  private static JsonNode number(java.math.BigInteger value) {
    if (value.bitLength() < 32) {
      return JsonNodeFactory.instance.numberNode(value.intValueExact());
    }
    return value.bitLength() < 64
        ? JsonNodeFactory.instance.numberNode(value.longValueExact())
        : JsonNodeFactory.instance.numberNode(value);
  }
}
