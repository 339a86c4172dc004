package io.github.cognitobackup.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.StoredObject;
import io.github.cognitobackup.storage.s3.S3Endpoint.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Each role's work, with a service that denies all that the role's policy does not allow: the
 * policies of the manual suffice, and allow nothing that is not used.
 */
class S3RolesTest {

  private static final Path POLICIES = Path.of("../docs/operations/policies");
  private static final int PART = S3StorageBuilder.MIN_PART_SIZE;

  /** What S3 asks a right for, by the operation of the SDK. */
  private static final Map<String, String> ACTIONS =
      Map.ofEntries(
          Map.entry("PutObject", "s3:PutObject"),
          Map.entry("CreateMultipartUpload", "s3:PutObject"),
          Map.entry("UploadPart", "s3:PutObject"),
          Map.entry("CompleteMultipartUpload", "s3:PutObject"),
          Map.entry("AbortMultipartUpload", "s3:AbortMultipartUpload"),
          Map.entry("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
          Map.entry("ListParts", "s3:ListMultipartUploadParts"),
          Map.entry("HeadObject", "s3:GetObject"),
          Map.entry("GetObject", "s3:GetObject"),
          Map.entry("ListObjectsV2", "s3:ListBucket"),
          Map.entry("DeleteObject", "s3:DeleteObject"));

  private final S3Endpoint endpoint = new S3Endpoint();
  private final Set<String> used = new ConcurrentSkipListSet<>();
  private final S3Client client =
      endpoint
          .clientBuilder()
          .overrideConfiguration(c -> c.addExecutionInterceptor(new Recorder()))
          .build();
  private final S3Storage storage =
      S3Storage.builder().client(client).bucket("backups").prefix("prod").partSize(PART).build();

  @AfterEach
  void stop() {
    client.close();
    endpoint.close();
  }

  @Test
  void writesBackupsWithoutAnyRightToRead() throws IOException {
    Set<String> allowed = allow("s3-write-only.json");
    Instant old = Instant.now().minus(Duration.ofDays(1));
    endpoint.objects.leaveUpload("prod/pool/dead", old, old);
    write("pool/small", 1000);
    write("pool/large", 2 * PART + 1);
    assertThat(endpoint.objects.get("prod/pool/large")).hasSize(2 * PART + 1);
    try (ObjectWriter writer = storage.create("pool/abandoned")) {
      writer.stream().write(new byte[PART + 1]);
    }
    assertThat(endpoint.objects.uploads()).isZero();
    for (int length : new int[] {1, PART + 1}) {
      assertThatExceptionOfType(ArchiveExistsException.class)
          .isThrownBy(() -> write("pool/small", length));
    }
    assertThat(endpoint.objects.get("prod/pool/small")).hasSize(1000);
    used.remove("s3:GetObject"); // asked whether the key is taken, and denied
    used.remove("s3:ListBucket");
    assertThat(used).isEqualTo(allowed);
  }

  @Test
  void readsArchives() throws IOException {
    Set<String> allowed = allow("s3-read-only.json");
    endpoint.objects.put("prod/pool/a", new byte[PART]);
    assertThat(keys()).containsExactly("pool/a");
    assertThat(storage.stat("pool/a")).isPresent();
    try (StoredObject object = storage.open("pool/a");
        InputStream stream = object.openStream()) {
      assertThat(stream.readAllBytes()).hasSize(PART);
    }
    assertThat(used).isEqualTo(allowed);
  }

  @Test
  void deletesWhatIsNoLongerWanted() {
    Set<String> allowed = allow("s3-prune.json");
    endpoint.objects.put("prod/pool/a", new byte[1]);
    assertThat(keys()).containsExactly("pool/a");
    assertThat(storage.lockedUntil("pool/a")).isEmpty();
    // HEAD tells of locks only to who has these
    used.add("s3:GetObjectRetention");
    used.add("s3:GetObjectLegalHold");
    storage.delete("pool/a");
    assertThat(keys()).isEmpty();
    assertThat(used).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3-bucket-policy.json", "s3-life-cycle.json"})
  void describesTheBucketInJson(String file) {
    assertThat(json(file).toString()).contains("prod/");
  }

  private Set<String> allow(String file) {
    Set<String> allowed = new TreeSet<>();
    for (JsonNode statement : json(file).get("Statement")) {
      JsonNode actions = statement.get("Action");
      if (actions.isTextual()) {
        allowed.add(actions.asText());
      }
      actions.forEach(action -> allowed.add(action.asText()));
    }
    ACTIONS.forEach(
        (operation, action) -> {
          if (!allowed.contains(action)) {
            endpoint.faults.refuse(
                operation,
                operation.equals("HeadObject")
                    ? Response.of(403)
                    : Response.error(403, "AccessDenied"));
          }
        });
    return allowed;
  }

  private static JsonNode json(String file) {
    try {
      return new ObjectMapper().readTree(POLICIES.resolve(file).toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void write(String key, int length) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(new byte[length]);
      writer.commit();
    }
  }

  private java.util.List<String> keys() {
    try (Stream<ObjectInfo> objects = storage.list("")) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private final class Recorder implements ExecutionInterceptor {

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
      String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
      used.add(ACTIONS.getOrDefault(operation, "no action is known for " + operation));
    }
  }
}
