package io.github.cognitobackup.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StorageKeys;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Storage} promises, as tests. Who writes a storage extends this class and names
 * it; all storages of this library and the one in memory pass it, and so do the objects of a
 * repository that seals.
 *
 * <pre>{@code
 * class MyStorageTest extends StorageContract {
 *   @TempDir Path folder;
 *
 *   @Override
 *   protected Storage newStorage() {
 *     return new MyStorage(folder);
 *   }
 * }
 * }</pre>
 *
 * <p>It cannot test what a crash leaves behind: that needs a process to kill.
 */
public abstract class StorageContract {

  private static final int THREADS = 8;

  private Storage storage;

  /** For subclasses. */
  protected StorageContract() {}

  /**
   * Makes the storage under test. Called once before each test.
   *
   * @return an empty storage
   * @throws Exception when it cannot be made; the test fails
   */
  protected abstract Storage newStorage() throws Exception;

  /** Returns the size of an object of so many bytes; a view that seals adds to them. */
  long sizeOf(int content) {
    return content;
  }

  /**
   * Returns a second view of the same objects, as another process would have it. Override it where
   * there is one.
   *
   * @param storage what {@link #newStorage()} returned
   * @return another storage at the same place
   */
  protected Storage secondView(Storage storage) {
    return storage;
  }

  @BeforeEach
  void beginEmpty() throws Exception {
    storage = newStorage();
    assertThat(keys("")).as("newStorage() must be empty").isEmpty();
  }

  // writing

  @Test
  void publishesNothingBeforeCommit() throws IOException {
    try (ObjectWriter writer = storage.create("a/b")) {
      writer.stream().write(text("content"));
      writer.stream().flush();
      assertAbsent("a/b");
      writer.commit();
      assertThat(read("a/b")).isEqualTo(text("content"));
    }
    assertThat(keys("")).containsExactly("a/b");
  }

  @Test
  void showsCommittedObjectsToOthers() throws IOException {
    write("a/b", "content");
    Storage other = secondView(storage);
    try (Stream<ObjectInfo> objects = other.list("");
        StoredObject object = other.open("a/b")) {
      assertThat(objects.map(ObjectInfo::key)).containsExactly("a/b");
      assertThat(bytes(object)).isEqualTo(text("content"));
    }
  }

  @Test
  void leavesNothingOfAnObjectThatIsClosedWithoutCommit() throws IOException {
    try (ObjectWriter writer = storage.create("a/b")) {
      writer.stream().write(text("content"));
    }
    assertAbsent("a/b");
    write("a/b", "other");
    assertThat(read("a/b")).isEqualTo(text("other"));
  }

  @Test
  void appendsWhatLiesInAnotherObject() throws IOException {
    write("a", "0123456789");
    try (ObjectWriter writer = storage.create("b");
        StoredObject source = storage.open("a")) {
      writer.stream().write(text("head "));
      writer.append(source, 7);
      writer.append(source, 10);
      writer.stream().write(text(" tail"));
      writer.commit();
    }
    assertThat(read("b")).isEqualTo(text("head 789 tail"));
  }

  @Test
  void appendsNothingFromBeyondTheEndOfAnObject() throws IOException {
    write("a", "0123456789");
    try (ObjectWriter writer = storage.create("b");
        StoredObject source = storage.open("a")) {
      assertThatExceptionOfType(StorageUnavailableException.class)
          .isThrownBy(() -> writer.append(source, 11));
    }
    assertAbsent("b");
  }

  @Test
  void keepsCommittedObjectWhenItsWriterIsClosedTwice() throws IOException {
    ObjectWriter writer = storage.create("a");
    writer.stream().write(text("content"));
    writer.commit();
    writer.close();
    writer.close();
    assertThat(read("a")).isEqualTo(text("content"));
  }

  @Test
  void refusesSecondCommit() throws IOException {
    try (ObjectWriter writer = storage.create("a")) {
      writer.stream().write(text("content"));
      writer.commit();
      assertThatIllegalStateException().isThrownBy(writer::commit);
    }
    assertThat(read("a")).isEqualTo(text("content"));
  }

  @Test
  void refusesCommitAfterClose() {
    ObjectWriter writer = storage.create("a");
    writer.close();
    assertThatIllegalStateException().isThrownBy(writer::commit);
    assertAbsent("a");
  }

  @Test
  void refusesWriteAfterCommit() throws IOException {
    try (ObjectWriter writer = storage.create("a")) {
      writer.stream().write(text("content"));
      writer.commit();
      assertThatIllegalStateException().isThrownBy(() -> writer.stream().write(text("more")));
    }
    assertThat(read("a")).isEqualTo(text("content"));
  }

  @Test
  void refusesWriteAfterClose() {
    ObjectWriter writer = storage.create("a");
    writer.close();
    assertThatIllegalStateException().isThrownBy(() -> writer.stream().write(text("more")));
  }

  @Test
  void givesAlwaysTheSameStreamWhoseCloseDecidesNothing() throws IOException {
    try (ObjectWriter writer = storage.create("a")) {
      OutputStream stream = writer.stream();
      assertThat(writer.stream()).isSameAs(stream);
      stream.write(text("content"));
      stream.close();
      assertAbsent("a");
      writer.commit();
    }
    assertThat(read("a")).isEqualTo(text("content"));
  }

  @Test
  void takesBytesOneByOneAndInPieces() throws IOException {
    try (ObjectWriter writer = storage.create("a")) {
      writer.stream().write('c');
      writer.stream().write(text("xontenx"), 1, 5);
      writer.stream().write(new byte[0]);
      writer.stream().write(0xff);
      writer.commit();
    }
    assertThat(read("a")).isEqualTo(new byte[] {'c', 'o', 'n', 't', 'e', 'n', (byte) 0xff});
  }

  @Test
  void storesEmptyObject() throws IOException {
    write("a", "");
    assertThat(read("a")).isEmpty();
  }

  @Test
  void storesObjectOfMegabytes() throws IOException {
    byte[] content = new byte[9 * 1024 * 1024 + 3];
    new Random(7).nextBytes(content);
    try (ObjectWriter writer = storage.create("big")) {
      for (int at = 0; at < content.length; at += 100_000) {
        writer.stream().write(content, at, Math.min(100_000, content.length - at));
      }
      writer.commit();
    }
    assertThat(Arrays.equals(read("big"), content)).isTrue();
    assertThat(storage.stat("big").orElseThrow().size()).isGreaterThanOrEqualTo(content.length);
  }

  // never overwriting

  @Test
  void refusesTakenKey() throws IOException {
    write("a/b", "first");
    assertThatExceptionOfType(ArchiveExistsException.class)
        .isThrownBy(() -> write("a/b", "second"))
        .satisfies(e -> assertThat(e.key()).isEqualTo("a/b"));
    assertThat(read("a/b")).isEqualTo(text("first"));
    assertThat(keys("")).containsExactly("a/b");
  }

  @Test
  void refusesKeyThatWasTakenMeanwhile() throws IOException {
    try (ObjectWriter late = storage.create("a")) {
      late.stream().write(text("late"));
      write("a", "early");
      assertThatExceptionOfType(ArchiveExistsException.class).isThrownBy(late::commit);
    }
    assertThat(read("a")).isEqualTo(text("early"));
  }

  @Test
  void letsExactlyOneOfRacingWritersWin() throws Exception {
    Storage other = secondView(storage);
    for (int round = 0; round < 10; round++) {
      String key = "race/" + round;
      CyclicBarrier start = new CyclicBarrier(THREADS);
      List<String> winners =
          inParallel(
              IntStream.range(0, THREADS)
                  .<Callable<String>>mapToObj(
                      i ->
                          () -> {
                            try (ObjectWriter writer = (i % 2 == 0 ? storage : other).create(key)) {
                              writer.stream().write(text("writer " + i));
                              start.await(1, TimeUnit.MINUTES);
                              writer.commit();
                              return "writer " + i;
                            } catch (ArchiveExistsException e) {
                              return "";
                            }
                          })
                  .toList());
      winners.removeIf(String::isEmpty);
      assertThat(winners).hasSize(1);
      assertThat(read(key)).isEqualTo(text(winners.get(0)));
    }
  }

  @Test
  void freesKeyWhenItsObjectIsDeleted() throws IOException {
    write("a/b", "first");
    storage.delete("a/b");
    write("a/b", "second");
    assertThat(read("a/b")).isEqualTo(text("second"));
  }

  // reading

  @Test
  void opensStreamsAsOftenAsWanted() throws IOException {
    write("a", "content");
    try (StoredObject object = storage.open("a");
        InputStream first = object.openStream()) {
      assertThat(first.read()).isEqualTo('c');
      assertThat(bytes(object)).isEqualTo(text("content"));
      assertThat(first.readAllBytes()).isEqualTo(text("ontent"));
      assertThat(first.read()).isEqualTo(-1);
      assertThat(first.read(new byte[5])).isEqualTo(-1);
      assertThat(bytes(object)).isEqualTo(text("content"));
    }
  }

  @Test
  void readsFromManyThreadsAtOnce() throws Exception {
    byte[] content = new byte[300_000];
    new Random(8).nextBytes(content);
    write("a", content);
    try (StoredObject object = storage.open("a")) {
      List<Boolean> equal =
          inParallel(Collections.nCopies(THREADS, () -> Arrays.equals(bytes(object), content)));
      assertThat(equal).doesNotContain(false);
    }
  }

  @Test
  void neverMixesVersionsWhenOpenedObjectIsDeletedAndWrittenAnew() throws IOException {
    byte[] first = new byte[1_000_000];
    Arrays.fill(first, (byte) 1);
    byte[] second = new byte[first.length];
    Arrays.fill(second, (byte) 2);
    write("a", first);
    try (StoredObject object = storage.open("a");
        InputStream stream = object.openStream()) {
      assertThat(stream.readNBytes(1000)).containsOnly(1);
      storage.delete("a");
      write("a", second);
      assertFirstVersionOrFailure(() -> stream.readAllBytes(), first.length - 1000);
      assertFirstVersionOrFailure(() -> bytes(object), first.length);
    }
    assertThat(Arrays.equals(read("a"), second)).isTrue();
  }

  private static void assertFirstVersionOrFailure(Callable<byte[]> reading, int length) {
    byte[] read;
    try {
      read = reading.call();
    } catch (StorageUnavailableException | ArchiveNotFoundException e) {
      return; // allowed, and clear
    } catch (Exception e) {
      throw new AssertionError("not an error that the contract knows", e);
    }
    assertThat(read).hasSize(length).containsOnly(1);
  }

  @Test
  void saysThatAnObjectIsNotThere() {
    assertThat(storage.stat("a/b")).isEmpty();
    assertThatExceptionOfType(ArchiveNotFoundException.class)
        .isThrownBy(() -> storage.open("a/b"))
        .satisfies(e -> assertThat(e.key()).isEqualTo("a/b"));
  }

  @Test
  void takesNoPartOfAKeyForAnObject() throws IOException {
    write("a/b/c", "content");
    assertThat(storage.stat("a")).isEmpty();
    assertThat(storage.stat("a/b")).isEmpty();
    assertThat(storage.stat("a/b/c/d")).isEmpty();
    assertThatExceptionOfType(ArchiveNotFoundException.class).isThrownBy(() -> storage.open("a/b"));
    storage.delete("a/b");
    assertThat(keys("")).containsExactly("a/b/c");
  }

  @Test
  void tellsTheSameOfAnObjectEverywhere() throws IOException {
    write("a", "content");
    ObjectInfo info = storage.stat("a").orElseThrow();
    assertThat(info.key()).isEqualTo("a");
    assertThat(info.size()).isEqualTo(sizeOf("content".length()));
    try (StoredObject object = storage.open("a");
        Stream<ObjectInfo> objects = storage.list("")) {
      assertThat(object.info()).isEqualTo(info);
      assertThat(objects).containsExactly(info);
    }
  }

  @Test
  void closesOpenedObjectTwice() throws IOException {
    write("a", "content");
    StoredObject object = storage.open("a");
    object.close();
    object.close();
    assertThat(read("a")).isEqualTo(text("content"));
  }

  // listing and deleting

  @Test
  void listsInTheOrderOfUtf8Bytes() throws IOException {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "a.b",
                "a/b",
                "a/b.c",
                "a0",
                "a b",
                "A",
                "b/c/d",
                "b/c.d",
                "b/c0",
                "z",
                "é",
                "あ",
                "\uff5e",
                "\ud83d\ude00/x",
                "%41"));
    Collections.shuffle(keys, new Random(9));
    for (String key : keys) {
      write(key, key);
    }
    keys.sort((a, b) -> Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8)));
    assertThat(keys("")).containsExactlyElementsOf(keys);
  }

  @Test
  void takesPrefixForTheBeginningOfKeysAndNotForAFolder() throws IOException {
    for (String key : List.of("ab", "ab.c", "ab2/x", "abc/x", "abc/y/z", "b", "日本/a", "日曜/b")) {
      write(key, key);
    }
    assertThat(keys("a")).containsExactly("ab", "ab.c", "ab2/x", "abc/x", "abc/y/z");
    assertThat(keys("ab")).containsExactly("ab", "ab.c", "ab2/x", "abc/x", "abc/y/z");
    assertThat(keys("abc")).containsExactly("abc/x", "abc/y/z");
    assertThat(keys("abc/")).containsExactly("abc/x", "abc/y/z");
    assertThat(keys("abc/y")).containsExactly("abc/y/z");
    assertThat(keys("abc/y/z")).containsExactly("abc/y/z");
    assertThat(keys("abc/y/z/")).isEmpty();
    assertThat(keys("日")).containsExactly("日曜/b", "日本/a");
    assertThat(keys("c")).isEmpty();
    assertThat(keys("c/d")).isEmpty();
  }

  @Test
  void listsOnlyAsFarAsIsAsked() throws IOException {
    for (int i = 0; i < 30; i++) {
      write("k" + i / 10 + "/" + i % 10, "content");
    }
    try (Stream<ObjectInfo> objects = storage.list("")) {
      assertThat(objects.map(ObjectInfo::key).limit(12)).hasSize(12).endsWith("k1/1");
    }
    try (Stream<ObjectInfo> objects = storage.list("k2/")) {
      assertThat(objects.findFirst().map(ObjectInfo::key)).contains("k2/0");
    }
  }

  @Test
  void deletesWhileItLists() throws IOException {
    for (int i = 0; i < 30; i++) {
      write("k" + i / 10 + "/" + i % 10, "content");
    }
    try (Stream<ObjectInfo> objects = storage.list("")) {
      for (Iterator<ObjectInfo> each = objects.iterator(); each.hasNext(); ) {
        storage.delete(each.next().key());
      }
    }
    assertThat(keys("")).isEmpty();
  }

  @Test
  void deletesOnlyWhatItIsToldTo() throws IOException {
    write("a/b", "content");
    write("a/c", "content");
    storage.delete("a/b");
    assertAbsent("a/b");
    assertThat(keys("")).containsExactly("a/c");
  }

  @Test
  void deletesAsOftenAsWanted() throws IOException {
    write("a/b", "content");
    storage.delete("a/b");
    storage.delete("a/b");
    storage.delete("never/there");
    assertThat(keys("")).isEmpty();
  }

  // keys

  @Test
  void takesUnusualKeys() throws IOException {
    for (String key :
        List.of(
            "with space",
            " leading space",
            "バックアップ/東京.tar.gz",
            "emoji \ud83d\ude00/\ud83c\uddef\ud83c\uddf5",
            "e\u0301 combining",
            "right to left \u05d0\u05d1",
            "percent%20%2F%",
            "plus+and&equals=",
            "quote'and\u00b4",
            "semi;colon,#hash",
            "[brackets]{braces}~$!@^`",
            "...",
            ".hidden/..two",
            "-dash",
            "eu-west-1_AbCdEfGhI/20261123T204000.123Z.r2.tar.gz.enc",
            "s".repeat(255),
            "深".repeat(85) + "/x",
            "l/".repeat(510) + "long")) {
      write(key, key);
      assertThat(keys("")).as(key).containsExactly(key);
      assertThat(keys(key)).as(key).containsExactly(key);
      assertThat(storage.stat(key)).as(key).isPresent();
      assertThat(read(key)).as(key).isEqualTo(text(key));
      storage.delete(key);
      assertAbsent(key);
    }
  }

  @Test
  void refusesWhatIsNoKey() {
    for (String key :
        List.of(
            "",
            "/",
            "/a",
            "a/",
            "a//b",
            ".",
            "..",
            "../a",
            "a/..",
            "a/../b",
            "a/./b",
            "a\\b",
            "line\nbreak",
            "nul\0",
            "\ud83d",
            "\ude00\ud83d",
            "s".repeat(256),
            "l/".repeat(512) + "l",
            StorageKeys.RESERVED + "tmp",
            "a/" + StorageKeys.RESERVED + "x/b")) {
      assertThatIllegalArgumentException().as(key).isThrownBy(() -> storage.create(key).close());
      assertThatIllegalArgumentException().as(key).isThrownBy(() -> storage.open(key).close());
      assertThatIllegalArgumentException().as(key).isThrownBy(() -> storage.stat(key));
      assertThatIllegalArgumentException().as(key).isThrownBy(() -> storage.delete(key));
    }
    for (String prefix : List.of("/", "/a", "a//", "../", "a/../", "a\\", "\n", "\ud83d")) {
      assertThatIllegalArgumentException().as(prefix).isThrownBy(() -> keys(prefix));
    }
    assertThat(keys("")).isEmpty();
  }

  // many at once

  @Test
  void writesManyObjectsAtOnce() throws Exception {
    Storage other = secondView(storage);
    inParallel(
        IntStream.range(0, THREADS)
            .<Callable<String>>mapToObj(
                thread ->
                    () -> {
                      Storage mine = thread % 2 == 0 ? storage : other;
                      for (int i = 0; i < 20; i++) {
                        String key = "folder" + i % 3 + "/" + thread + "-" + i;
                        write(mine, key, text(key));
                        if (i % 2 == 0) {
                          mine.delete(key);
                        }
                      }
                      return "";
                    })
            .toList());
    List<String> keys = keys("");
    assertThat(keys).hasSize(THREADS * 10).isSortedAccordingTo(StorageKeys.ORDER);
    for (String key : keys) {
      assertThat(read(key)).isEqualTo(text(key));
    }
  }

  @Test
  void keepsInterleavedWritersApart() throws IOException {
    try (ObjectWriter a = storage.create("a");
        ObjectWriter b = storage.create("b")) {
      for (int i = 0; i < 1000; i++) {
        a.stream().write('a');
        b.stream().write('b');
      }
      b.commit();
      a.commit();
    }
    assertThat(read("a")).hasSize(1000).containsOnly('a');
    assertThat(read("b")).hasSize(1000).containsOnly('b');
  }

  private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks, 5, TimeUnit.MINUTES)) {
        results.add(future.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private void assertAbsent(String key) {
    assertThat(keys("")).doesNotContain(key);
    assertThat(storage.stat(key)).isEmpty();
    assertThatExceptionOfType(ArchiveNotFoundException.class).isThrownBy(() -> storage.open(key));
  }

  private List<String> keys(String prefix) {
    try (Stream<ObjectInfo> objects = storage.list(prefix)) {
      return objects.map(ObjectInfo::key).toList();
    }
  }

  private void write(String key, String content) throws IOException {
    write(storage, key, text(content));
  }

  private void write(String key, byte[] content) throws IOException {
    write(storage, key, content);
  }

  private static void write(Storage storage, String key, byte[] content) throws IOException {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    }
  }

  private byte[] read(String key) throws IOException {
    try (StoredObject object = storage.open(key)) {
      return bytes(object);
    }
  }

  private static byte[] bytes(StoredObject object) throws IOException {
    try (InputStream stream = object.openStream()) {
      return stream.readAllBytes();
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }
}
