package io.github.cognitobackup.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchiveReader;
import io.github.cognitobackup.archive.ArchiveWriter;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.ReadLimits;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Writing and reading an archive of 20,000 users, beside plain gzip of the same text: the ratio
 * {@code write : gzip} tells what the archive costs above its compression.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 3)
public class ArchiveBenchmark {

  private static final int USERS = 20_000;

  private final List<ObjectNode> users = new ArrayList<>();
  private byte[] text = new byte[0];
  private byte[] archive = new byte[0];

  /** Makes the users and the archive that is read. */
  @Setup
  public void prepare() throws IOException {
    Random random = new Random(7);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < USERS; i++) {
      ObjectNode user = user(i, random);
      users.add(user);
      lines.append(user).append('\n');
    }
    text = lines.toString().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out);
    archive = out.toByteArray();
  }

  /** The same text through the JDK's gzip. */
  @Benchmark
  public void gzip() throws IOException {
    try (OutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream(), 1 << 16)) {
      out.write(text);
    }
  }

  /** An archive of the users. */
  @Benchmark
  public void write() throws IOException {
    write(OutputStream.nullOutputStream());
  }

  /** The archive checked whole, then its users read. */
  @Benchmark
  public long read() {
    ArchiveReader reader =
        ArchiveReader.open(() -> new ByteArrayInputStream(archive), ReadLimits.defaults());
    try (Stream<ArchivedUser> stream = reader.users()) {
      return stream.count();
    }
  }

  private void write(OutputStream out) throws IOException {
    try (ArchiveWriter writer =
        ArchiveWriter.to(out, ArchiveHeader.of("eu-west-1_Benchmark", Instant.EPOCH))) {
      users.forEach(writer::user);
      writer.finish();
    }
  }

  private static ObjectNode user(int number, Random random) {
    UUID sub = new UUID(random.nextLong(), random.nextLong());
    ObjectNode user = JsonNodeFactory.instance.objectNode();
    user.put("Username", sub.toString());
    var attributes = user.putArray("Attributes");
    attributes.addObject().put("Name", "sub").put("Value", sub.toString());
    attributes.addObject().put("Name", "email").put("Value", "user" + number + "@example.com");
    attributes.addObject().put("Name", "email_verified").put("Value", "true");
    attributes.addObject().put("Name", "name").put("Value", "User Number " + number);
    attributes.addObject().put("Name", "custom:tenant").put("Value", "t" + random.nextInt(100));
    attributes.addObject().put("Name", "address").put("Value", random.nextInt() + " Long Street");
    user.put("UserCreateDate", Instant.ofEpochSecond(random.nextInt() & 0xffffffffL).toString());
    user.put("Enabled", true).put("UserStatus", "CONFIRMED");
    return user;
  }
}
