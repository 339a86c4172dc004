package io.github.cognitobackup.internal.restore;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.internal.journal.UnfinishedRestores;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to restore into a pool, held by one run at a time. It is a chain of numbered objects of
 * which the last counts: as a storage never overwrites, only one can write the next number. The
 * holder renews it; it falls to the next who asks when it was not renewed for a while, or at once
 * when the holder was a process of this machine that is no more.
 */
final class Lease implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Lease.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RENEWAL = Duration.ofSeconds(15);
  private static final Duration EXPIRY = Duration.ofSeconds(90);
  private static final int LARGEST = 4096;

  private final Storage storage;
  private final String prefix;
  private final String archiveKey;
  private final Clock clock;
  private final String owner = UUID.randomUUID().toString();
  private final ScheduledExecutorService renewal;
  private long number;
  private volatile @Nullable CognitoBackupException lost;

  private Lease(Storage storage, String prefix, String archiveKey, Clock clock) {
    this.storage = storage;
    this.prefix = prefix;
    this.archiveKey = archiveKey;
    this.clock = clock;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "cognito-backup lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the lease.
   *
   * @param name the pool
   * @param archiveKey what is restored into it, which nobody shall delete meanwhile
   * @throws RestoreRefusedException when another run holds it
   */
  static Lease take(Storage storage, String name, String archiveKey, Clock clock) {
    Lease lease = new Lease(storage.raw(), JournalKeys.LEASES + name + '/', archiveKey, clock);
    try {
      lease.take(name);
    } catch (RuntimeException | Error e) {
      lease.renewal.shutdownNow();
      throw e;
    }
    Future<?> unused =
        lease.renewal.scheduleWithFixedDelay(
            lease::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
    return lease;
  }

  /** Throws when the lease was lost, because this process slept too long. */
  void check() {
    CognitoBackupException cause = lost;
    if (cause != null) {
      throw new RestoreRefusedException(
          "lease", "the restore was overtaken by another run; run it again to go on", cause);
    }
  }

  private synchronized void take(String name) {
    Optional<ObjectInfo> last = last();
    if (last.isPresent()) {
      refuseIfHeld(name, last.get());
      number = numberOf(last.get().key());
    }
    try {
      write(number + 1);
    } catch (ArchiveExistsException e) {
      throw refused(name, "another run has just begun");
    }
    last.ifPresent(old -> storage.delete(old.key()));
    number++;
  }

  private synchronized void renew() {
    try {
      write(number + 1);
      storage.delete(key(number));
      number++;
    } catch (ArchiveExistsException e) {
      lost = e;
    } catch (RuntimeException e) {
      LOG.warn("the lease of a restore could not be renewed; it is tried again", e);
    }
  }

  private void refuseIfHeld(String name, ObjectInfo last) {
    JsonNode holder;
    try (StoredObject object = storage.open(last.key());
        InputStream stream = object.openStream()) {
      holder = JSON.readTree(stream.readNBytes(LARGEST));
    } catch (ArchiveNotFoundException e) {
      throw refused(name, "another run is just renewing its lease");
    } catch (IOException e) {
      throw refused(
          name, "the lease \"" + last.key() + "\" cannot be read; delete it if no restore runs");
    }
    Duration age =
        Duration.between(
            Instant.parse(holder.path("renewed").asText("1970-01-01T00:00:00Z")), clock.instant());
    boolean here =
        holder.path("host").asText().equals(host())
            && holder.path("processes").asText().equals(processes());
    boolean alive = !here || isAlive(holder.path("pid").asLong(), holder.path("started").asText());
    if (age.compareTo(EXPIRY) < 0 && alive) {
      throw refused(
          name,
          "process "
              + holder.path("pid").asLong()
              + " on "
              + holder.path("host").asText()
              + " renewed its lease "
              + age.toSeconds()
              + " s ago; if it was killed, the lease is free "
              + EXPIRY.toSeconds()
              + " s after its last renewal");
    }
  }

  private static RestoreRefusedException refused(String name, String why) {
    return new RestoreRefusedException(
        "lease", "a restore into " + name + " is under way: " + why, null);
  }

  private void write(long next) {
    ObjectNode content =
        JSON.createObjectNode()
            .put("owner", owner)
            .put(UnfinishedRestores.LEASED_ARCHIVE, archiveKey)
            .put("host", host())
            .put("processes", processes())
            .put("pid", ProcessHandle.current().pid())
            .put("started", started(ProcessHandle.current()))
            .put("renewed", clock.instant().toString());
    try (ObjectWriter object = storage.create(key(next));
        OutputStream stream = object.stream()) {
      stream.write(JSON.writeValueAsBytes(content));
      object.commit();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the lease \"" + key(next) + "\" cannot be written: " + e.getMessage(), e);
    }
  }

  private Optional<ObjectInfo> last() {
    try (Stream<ObjectInfo> leases = storage.list(prefix)) {
      return leases.reduce((one, later) -> later);
    }
  }

  private String key(long n) {
    return prefix + String.format(Locale.ROOT, "%010d.json", n);
  }

  private long numberOf(String key) {
    try {
      return Long.parseLong(key.substring(prefix.length(), key.length() - ".json".length()));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new RestoreRefusedException(
          "lease", "\"" + key + "\" is not a lease of a restore; remove it", e);
    }
  }

  private static boolean isAlive(long pid, String started) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .map(process -> started(process).equals(started))
        .orElse(false);
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("unknown");
  }

  /** Names the table that process ids are of: machines and containers may share a host name. */
  private static String processes() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip()
          + ' '
          + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return "";
    }
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "unknown host";
    }
  }

  @Override
  public void close() {
    renewal.shutdownNow();
    synchronized (this) {
      if (lost == null) {
        storage.delete(key(number));
      }
    }
  }
}
