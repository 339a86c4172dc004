package io.github.cognitobackup.archive;

import static io.github.cognitobackup.archive.Archives.POOL;
import static io.github.cognitobackup.archive.Refused.SECRET;
import static io.github.cognitobackup.archive.Refused.assertRefused;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archives whose content, size or stream is not what an archive has. */
class ContentRefusalTest {

  @Nested
  class Documents {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "null",
          "[]",
          "{\"e\":\"" + SECRET + "\"",
          "{\"e\":\"" + SECRET + "\"}}",
          "{\"e\":\"" + SECRET + "\"} {}",
          "{\"" + SECRET + "\":1,\"" + SECRET + "\":2}",
          "{\"a\":{\"" + SECRET + "\":1,\"\\u0061lice@example.com\":2}}",
          "{'e':1}",
          "{\"e\":" + SECRET + "}",
          "{\"e\":NaN}",
          "{\"e\":01}",
          "{\"e\":1e99999999999}",
          "{\"e\":\"\\x\"}",
          "{\"e\":\"a\tb\"}",
          "\uFEFF{}",
          "{}/* " + SECRET + " */",
        })
    void refusesWhatIsNotOneJsonObject(String text) {
      assertRefused(
          CraftedArchive.ofVersion("1.0").resource("mfa", "mfa.json", text).build(),
          POOL + "/mfa.json");
      assertRefused(
          CraftedArchive.ofVersion("1.0")
              .users("users-00001.jsonl", 2, "{}\n" + text + "\n")
              .build(),
          POOL + "/users-00001.jsonl, line 2");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\u00c3", "\u00c0\u00af", "\u00ed\u00a0\u0080", "\u00f5\u0080\u0080\u0080"})
    void refusesInvalidUtf8(String bytes) {
      byte[] content = ("{\"e\":\"" + bytes + "\"}").getBytes(ISO_8859_1);
      assertRefused(
              CraftedArchive.ofVersion("1.0").entry(POOL + "/mfa.json", content, true).build(),
              POOL + "/mfa.json")
          .hasMessageContaining("UTF-8");
    }

    @Test
    void refusesOtherEncodings() {
      for (String charset : List.of("UTF-16LE", "UTF-16BE", "UTF-32")) {
        byte[] content = "{\"e\":1}".getBytes(java.nio.charset.Charset.forName(charset));
        assertRefused(
            CraftedArchive.ofVersion("1.0").entry(POOL + "/mfa.json", content, true).build(),
            POOL + "/mfa.json");
      }
    }

    @Test
    void refusesLinesWithoutEnd() {
      assertRefused(
              CraftedArchive.ofVersion("1.0").users("users-00001.jsonl", 2, "{}\n{}").build(),
              POOL + "/users-00001.jsonl, line 2")
          .hasMessageContaining("line feed");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{\"group\":\"g\"}",
          "{\"group\":\"g\",\"username\":1}",
          "{\"group\":\"g\",\"username\":\"u\",\"more\":\"" + SECRET + "\"}",
          "{}"
        })
    void refusesWhatIsNoMembership(String line) {
      assertRefused(
          CraftedArchive.ofVersion("1.0")
              .memberships("memberships-00001.jsonl", 1, line + "\n")
              .build(),
          POOL + "/memberships-00001.jsonl, line 1");
    }
  }

  @Nested
  class Bombs {

    private final ReadLimits limits = ReadLimits.defaults();

    @Test
    void refusesTooManyEntries() {
      assertRefused(CraftedArchive.sound().build(), limits.withMaxEntries(4), "memberships-00001")
          .hasMessageContaining("4 entries");
      Archives.open(CraftedArchive.sound().build(), limits.withMaxEntries(5));
    }

    @Test
    void refusesTooLargeEntries() {
      byte[] archive =
          CraftedArchive.ofVersion("1.0")
              .resource("mfa", "mfa.json", "{\"e\":\"" + "x".repeat(5_000) + "\"}")
              .build();
      assertRefused(archive, limits.withMaxEntryBytes(5_007), POOL + "/mfa.json")
          .hasMessageContaining("5007 bytes");
      Archives.open(archive, limits.withMaxEntryBytes(5_008));
    }

    @Test
    void refusesSizesThatOnlyTheHeaderClaims() {
      byte[] tar = CraftedArchive.tarHeader("archive.json", (8L << 30) - 1);
      assertRefused(Archives.gzip(tar), "archive.json").hasMessageContaining("larger than");
    }

    @Test
    void refusesTooLargeArchives() {
      assertRefused(CraftedArchive.sound().build(), limits.withMaxTotalBytes(4_000), "gzip stream")
          .hasMessageContaining("4000 bytes");
    }

    @Test
    void refusesTooHighCompression() throws IOException {
      byte[] spaces = new byte[8 << 20];
      Arrays.fill(spaces, (byte) ' ');
      spaces[0] = '{';
      spaces[1] = '}';
      ByteArrayOutputStream bomb = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
        byte[] header = CraftedArchive.headerText("1.0", "").getBytes(UTF_8);
        gzip.write(CraftedArchive.tarHeader("archive.json", header.length));
        gzip.write(Arrays.copyOf(header, 512));
        for (int i = 0; i < 9; i++) {
          gzip.write(CraftedArchive.tarHeader(POOL + "/d" + i + ".json", spaces.length));
          gzip.write(spaces);
        }
      }
      assertRefused(bomb.toByteArray(), "gzip stream").hasMessageContaining("500 times");
      assertRefused(bomb.toByteArray(), limits.withMaxRatio(2_000), "The tar stream")
          .hasMessageContaining("cut short after " + POOL + "/d8.json");
    }

    @Test
    void refusesTooLongLines() {
      byte[] archive = CraftedArchive.sound().build();
      assertRefused(archive, limits.withMaxLineBytes(15), "users-00001.jsonl, line 1");
      Archives.open(archive, limits.withMaxLineBytes(28));
    }

    @Test
    void refusesTooDeepNesting() {
      String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
      Archives.open(CraftedArchive.ofVersion("1.0").resource("a", "a.json", deep).build());
      String deeper = "{\"a\":" + deep + "}";
      assertRefused(
          CraftedArchive.ofVersion("1.0").resource("a", "a.json", deeper).build(),
          POOL + "/a.json");
    }
  }

  @Nested
  class Streams {

    @Test
    void refusesWhatIsNotGzip() {
      assertRefused("hello".getBytes(UTF_8), "The file").hasMessageContaining("is no gzip file");
      assertRefused(new byte[0], "The file").hasMessageContaining("is no gzip file");
    }

    @Test
    void refusesEmptyTar() {
      assertRefused(Archives.gzip(new byte[1024]), "archive.json");
    }

    @Test
    void refusesWhateverFollowsTheGzipStream() {
      byte[] archive = Archives.sample();
      for (byte[] tail : List.of(new byte[1], new byte[512], "x".getBytes(UTF_8), archive)) {
        byte[] longer = Arrays.copyOf(archive, archive.length + tail.length);
        System.arraycopy(tail, 0, longer, archive.length, tail.length);
        assertRefused(longer, "stream").hasMessageContaining("after its end");
      }
    }

    @Test
    void acceptsZerosThatFillATapeRecord() {
      byte[] tar = Archives.gunzip(Archives.sample());
      Archives.open(Archives.gzip(Arrays.copyOf(tar, tar.length + 10_240)));
      assertRefused(Archives.gzip(Arrays.copyOf(tar, tar.length + (2 << 20))), "tar stream");
    }

    @Test
    void refusesTarWithoutItsEnd() {
      byte[] tar = Archives.gunzip(Archives.sample());
      assertRefused(Archives.gzip(Arrays.copyOf(tar, tar.length - 1024)), "tar stream");
      assertRefused(Archives.gzip(Arrays.copyOf(tar, tar.length - 512)), "tar stream");
    }

    @Test
    void readsMembersWithAllOptionalHeaderFields() {
      byte[] plain = Archives.sample();
      // FLG: header CRC, extra, name, comment
      String header =
          "\u001f\u008b\b\u001e\0\0\0\0\0\u00ff"
              + ("\u0028\0cb\u0020\0" + "\0".repeat(32) + "ab\0\0")
              + ("name\0" + "text\0" + "\0\0");
      byte[] start = header.getBytes(ISO_8859_1);
      int written = 10 + 2 + 36;
      byte[] archive = new byte[start.length + plain.length - written];
      System.arraycopy(start, 0, archive, 0, start.length);
      System.arraycopy(plain, written, archive, start.length, plain.length - written);
      assertThat(Archives.users(Archives.open(archive))).hasSize(5);
    }

    /** Names in the header of a member are held in memory: 1 MiB is far more than anyone's. */
    @Test
    void refusesMembersWithEndlessNames() {
      byte[] archive = new byte[2 << 20];
      Arrays.fill(archive, (byte) 'n');
      System.arraycopy("\u001f\u008b\b\b\0\0\0\0\0\u00ff".getBytes(ISO_8859_1), 0, archive, 0, 10);
      assertRefused(archive, "gzip stream").hasMessageContaining("holds nothing");
    }

    @Test
    void closesTheSourceOfAnArchiveThatItRefuses() {
      AtomicInteger closed = new AtomicInteger();
      for (byte[] archive : List.of("hello".getBytes(UTF_8), Archives.gzip(new byte[9]))) {
        InputStream in =
            new ByteArrayInputStream(archive) {
              @Override
              public void close() {
                closed.incrementAndGet();
              }
            };
        assertThatThrownBy(() -> ArchiveReader.open(() -> in, ReadLimits.defaults()))
            .isInstanceOf(ArchiveCorruptException.class);
      }
      assertThat(closed).hasValue(2);
    }

    @Test
    void tellsAFailingSourceFromADamagedArchive() {
      assertThatThrownBy(
              () ->
                  ArchiveReader.open(
                      () -> {
                        throw new IOException("gone");
                      },
                      ReadLimits.defaults()))
          .isInstanceOf(StorageUnavailableException.class);
      assertThatThrownBy(() -> ArchiveReader.open(() -> broken(), ReadLimits.defaults()))
          .isInstanceOf(StorageUnavailableException.class)
          .hasRootCauseMessage("reset");
    }

    private InputStream broken() {
      return new InputStream() {
        @Override
        public int read() throws IOException {
          throw new IOException("reset");
        }
      };
    }
  }

  @Nested
  class Changes {

    @Test
    void refusesArchiveThatChangedAfterItWasVerified() {
      byte[] archive = Archives.sample();
      byte[] other =
          Archives.write(
              Archives.OPTIONS.withLinesPerPart(2),
              writer -> {
                writer.resource("user-pool", Archives.json("{'Id':'eu-west-1_abcdefghi'}"));
                writer.resource("clients", "abc123", Archives.json("{'ClientId':'abc124'}"));
                for (int i = 1; i <= 5; i++) {
                  writer.user(Archives.user(i == 3 ? 9 : i));
                }
                writer.membership("admins", "user-00002");
              });
      AtomicInteger openings = new AtomicInteger();
      ArchiveReader reader =
          ArchiveReader.open(
              () -> new ByteArrayInputStream(openings.getAndIncrement() == 0 ? archive : other),
              ReadLimits.defaults());
      try (Stream<ArchivedUser> users = reader.users()) {
        java.util.Iterator<ArchivedUser> iterator = users.iterator();
        iterator.next();
        iterator.next();
        assertThatThrownBy(iterator::hasNext)
            .isInstanceOf(ArchiveCorruptException.class)
            .hasMessageContaining("users-00002.jsonl")
            .hasMessageContaining("no longer");
      }
      assertThatThrownBy(() -> Archives.memberships(reader))
          .isInstanceOf(ArchiveCorruptException.class);
      assertThatThrownBy(() -> Archives.resources(reader))
          .isInstanceOf(ArchiveCorruptException.class);
    }
  }
}
