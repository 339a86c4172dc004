package io.github.cognitobackup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.emulator.scenario.Fault;
import io.github.cognitobackup.emulator.scenario.PoolModel;
import io.github.cognitobackup.emulator.scenario.SeedUser;
import io.github.cognitobackup.event.BackupListener;
import io.github.cognitobackup.repository.VerifyReport;
import io.github.cognitobackup.restore.RestorePlan;
import io.github.cognitobackup.restore.RestoreReport;
import io.github.cognitobackup.restore.RestoreRequest;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.StoredObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No message, event, log line or text of a value tells anything of a user or of a secret. */
class PrivacyTest {

  /** Stands in the name, the address and every attribute of each user, and in no other place. */
  private static final String MARK = "zzq7";

  private static final String SECRET = "sample-secret";

  private final TestBed bed = new TestBed();
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final Queue<String> told = new ConcurrentLinkedQueue<>();
  private PrintStream standardError;

  @BeforeEach
  void listen() {
    standardError = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void close() {
    System.setErr(standardError);
    bed.close();
  }

  private final BackupListener everything =
      new BackupListener() {
        @Override
        public void onResource(String type, String id) {
          told.add(type + id);
        }

        @Override
        public void onGap(String resource, String reason) {
          told.add(resource + reason);
        }

        @Override
        public void onFailed(String what, String reason) {
          told.add(what + reason);
        }
      };

  private String markedPool(PoolModel model) {
    String pool = bed.emulator.cognito().generatePool("customers", model, 0, 1);
    for (int i = 0; i < 8; i++) {
      String name = MARK + "user" + i;
      bed.emulator
          .cognito()
          .putUser(
              pool,
              SeedUser.named(SmallPool.login(model, name))
                  .attribute("email", name + "@example.com")
                  .attribute("email_verified", i % 2 == 0 ? "true" : "false")
                  .attribute("name", "Name " + MARK)
                  .attribute("custom:tenant", MARK)
                  .group("admins"));
    }
    return pool;
  }

  private void tellsNothing(Object... texts) {
    told.add(log.toString(StandardCharsets.UTF_8));
    for (Object text : texts) {
      told.add(text.toString());
    }
    assertThat(told)
        .allSatisfy(text -> assertThat(text).doesNotContain(MARK).doesNotContain(SECRET));
  }

  @ParameterizedTest
  @EnumSource(PoolModel.class)
  void ofAWholeRoundTrip(PoolModel model) throws IOException {
    String pool = markedPool(model);
    Backuper backuper = bed.builder().listener(everything).build();
    BackupReport backup = backuper.backup(pool);
    VerifyReport verified = backuper.verify(backup.key());
    RestoreRequest request = RestoreRequest.of(backup.key()).intoNewPool("restored");
    RestorePlan plan = backuper.plan(request, change -> told.add(change.toString()));
    RestoreReport report =
        backuper.restore(request.onIdentity(mapping -> told.add(mapping.toString())));

    assertThat(report.outcome()).isEqualTo(Outcome.COMPLETE);
    tellsNothing(backup, verified, plan, report, backuper, request);
    for (ObjectInfo object : objects()) {
      try (StoredObject stored = bed.storage.open(object.key())) {
        assertThat(object.key()).doesNotContain(MARK);
        assertThat(new String(stored.openStream().readAllBytes(), StandardCharsets.ISO_8859_1))
            .doesNotContain(MARK);
      }
    }
  }

  private List<ObjectInfo> objects() {
    try (var objects = bed.storage.list("")) {
      return objects.toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AdminCreateUser",
        "AdminSetUserPassword",
        "AdminAddUserToGroup",
        "AdminDisableUser",
        "CreateGroup"
      })
  void ofWhatFails(String operation) {
    String pool = markedPool(PoolModel.EMAIL);
    Backuper backuper = bed.builder().listener(everything).build();
    String key = backuper.backup(pool).key();
    bed.emulator.inject(
        Fault.on(operation)
            .error(
                "InvalidParameterException",
                400,
                "1 validation error detected: Value '" + MARK + "' at 'username' is bad"));
    RestoreReport report = backuper.restore(RestoreRequest.of(key).intoNewPool("restored"));

    if (!operation.equals("CreateGroup")) {
      tellsNothing(report);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ListUsers", "AdminCreateUser", "CreateUserPool", "DescribeUserPool"})
  void ofWhatStopsTheWork(String operation) {
    String pool = markedPool(PoolModel.PLAIN);
    Backuper backuper = bed.builder().listener(everything).build();
    String key = backuper.backup(pool).key();
    bed.emulator.inject(Fault.on(operation).accessDenied());
    try {
      backuper.backup(pool);
      backuper.restore(RestoreRequest.of(key).intoNewPool("restored"));
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      tellsNothing(e, trace);
      return;
    }
    throw new AssertionError(operation + " was denied, and nothing was said");
  }
}
