package io.github.cognitobackup.archive;

import static io.github.cognitobackup.archive.Archives.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.cognitobackup.error.ArchiveCorruptException;
import io.github.cognitobackup.error.StorageUnavailableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a writer of archives takes, in which order, and when it takes no more. */
class ArchiveWriterTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 77})
  @Timeout(60)
  void manyThreadsAddUsersAtOnce(int linesPerPart) throws Exception {
    int threads = 8;
    int each = 1_000;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (ArchiveWriter writer =
        ArchiveWriter.to(out, Archives.HEADER, Archives.OPTIONS.withLinesPerPart(linesPerPart))) {
      List<Future<?>> added = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        int from = t * each;
        added.add(
            pool.submit(
                () -> {
                  for (int i = from; i < from + each; i++) {
                    writer.user(Archives.user(i));
                    writer.membership("g", "user-" + i);
                  }
                }));
      }
      for (Future<?> future : added) {
        future.get(1, TimeUnit.MINUTES);
      }
      writer.finish();
    } finally {
      pool.shutdownNow();
    }
    ArchiveReader reader = Archives.open(out.toByteArray());

    assertThat(new HashSet<>(Archives.users(reader)))
        .hasSize(threads * each)
        .hasSize((int) reader.manifest().counts().users());
    assertThat(Set.copyOf(Archives.memberships(reader))).hasSize(threads * each);
    try (Stream<ArchivedUser> users = reader.users()) {
      assertThat(users.map(ArchivedUser::line))
          .isEqualTo(LongStream.rangeClosed(1, threads * each).boxed().toList());
    }
  }

  @Test
  void withoutFinishThereIsNoArchive() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ArchiveWriter writer = ArchiveWriter.to(out, Archives.HEADER)) {
      writer.user(Archives.user(1));
    }
    assertThatThrownBy(() -> Archives.open(out.toByteArray()))
        .isInstanceOf(ArchiveCorruptException.class);
  }

  @Test
  void neitherFlushesNorClosesTheStreamOfTheCaller() {
    AtomicInteger closed = new AtomicInteger();
    OutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public void close() {
            closed.incrementAndGet();
          }
        };
    try (ArchiveWriter writer = ArchiveWriter.to(out, Archives.HEADER)) {
      writer.finish();
    }
    assertThat(closed).hasValue(0);
  }

  @Test
  void refusesToGoOnAfterTheEnd() {
    ArchiveWriter writer = ArchiveWriter.to(OutputStream.nullOutputStream(), Archives.HEADER);
    writer.finish();
    assertThatIllegalStateException().isThrownBy(() -> writer.user(Archives.user(1)));
    assertThatIllegalStateException().isThrownBy(() -> writer.membership("g", "u"));
    assertThatIllegalStateException().isThrownBy(() -> writer.resource("mfa", json("{}")));
    assertThatIllegalStateException().isThrownBy(() -> writer.gap("mfa", "denied"));
    assertThatIllegalStateException().isThrownBy(() -> writer.leftOut("mfa"));
    assertThatIllegalStateException().isThrownBy(writer::finish);
  }

  @Test
  void refusesToFinishAfterAFailedWrite() {
    AtomicInteger room = new AtomicInteger(2_000);
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            if (room.getAndDecrement() <= 0) {
              throw new IOException("No space left on device");
            }
          }
        };
    ArchiveWriter writer =
        ArchiveWriter.to(full, Archives.HEADER, Archives.OPTIONS.withLinesPerPart(1));
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 1_000; i++) {
                writer.user(Archives.user(i));
              }
            })
        .isInstanceOf(StorageUnavailableException.class)
        .hasRootCauseMessage("No space left on device");
    room.set(1_000_000);
    assertThatIllegalStateException().isThrownBy(writer::finish);
  }

  @Test
  void refusesResourcesAfterUsers() {
    ArchiveWriter writer =
        ArchiveWriter.to(
            OutputStream.nullOutputStream(), Archives.HEADER, Archives.OPTIONS.withLinesPerPart(1));
    writer.user(Archives.user(1));
    assertThatIllegalStateException().isThrownBy(() -> writer.resource("mfa", json("{}")));
  }

  @Test
  void refusesWrongArguments() {
    ArchiveWriter writer = ArchiveWriter.to(OutputStream.nullOutputStream(), Archives.HEADER);
    writer.resource("mfa", json("{}"));
    var array = JsonNodeFactory.instance.arrayNode();
    String long4 = "x".repeat(4 << 20);
    assertThatIllegalArgumentException().isThrownBy(() -> writer.resource("mfa", json("{}")));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.resource("../x", json("{}")));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.resource("a/b", json("{}")));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.resource("c", "", json("{}")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.resource("c", "\ud800", json("{}")));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.resource("c", array));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.user(array));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.user(json("{}").put("large", long4)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.resource("large", json("{}").put("x", long4.repeat(4))));
    assertThatIllegalArgumentException().isThrownBy(() -> writer.user(nested(101)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ArchiveHeader.of("../escape", Archives.START));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> writer.user(json("{}").set("a", json("{}").put("\ud83dx", 1))));
    writer.user(nested(100));
    writer.finish();
  }

  @Test
  void refusesOptionsOutOfRange() {
    WriteOptions options = WriteOptions.defaults();
    assertThatIllegalArgumentException().isThrownBy(() -> options.withLinesPerPart(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withBytesPerPart(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withBytesPerPart((8 << 20) + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withGzipLevel(0));
    assertThatIllegalArgumentException().isThrownBy(() -> options.withGzipLevel(10));
    ReadLimits limits = ReadLimits.defaults();
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxEntries(0));
    assertThatIllegalArgumentException().isThrownBy(() -> limits.withMaxDepth(0));
  }

  @Test
  void aFailureOfOneThreadIsSeenByFinish() throws Exception {
    OutputStream broken =
        new OutputStream() {
          private int header = 3;

          @Override
          public void write(int b) {}

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (header-- <= 0) {
              throw new IOException("reset");
            }
          }
        };
    ArchiveWriter writer =
        ArchiveWriter.to(broken, Archives.HEADER, Archives.OPTIONS.withLinesPerPart(1));
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> adding =
          other.submit(
              () -> {
                writer.user(Archives.user(1));
                writer.user(Archives.user(2));
                writer.user(Archives.user(3));
              });
      assertThatThrownBy(() -> adding.get(1, TimeUnit.MINUTES))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(StorageUnavailableException.class);
    } finally {
      other.shutdownNow();
    }
    assertThatIllegalStateException().isThrownBy(writer::finish);
  }

  private static com.fasterxml.jackson.databind.JsonNode nested(int depth) {
    return json("{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1));
  }
}
