package io.github.cognitobackup.internal.session;

import io.github.cognitobackup.error.ArchiveExistsException;
import io.github.cognitobackup.error.ArchiveNotFoundException;
import io.github.cognitobackup.error.CognitoBackupException;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.journal.JournalKeys;
import io.github.cognitobackup.internal.journal.LeaseNote;
import io.github.cognitobackup.internal.log.Log;
import io.github.cognitobackup.restore.RestoreRefusedException;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The right to restore into a pool, held by one run at a time. It is a chain of numbered objects:
 * as a storage never overwrites, only one can write the next number. The holder renews it; it falls
 * to the next who asks when it was not renewed for a while, or at once when the holder was a
 * process of this machine that is no more.
 */
final class Lease implements AutoCloseable {

  private static final Log LOG = Log.of(Lease.class);
  private static final Duration RENEWAL = Duration.ofSeconds(15);
  private static final Duration CLOCK_SKEW = LeaseNote.EXPIRY;
  private static final Pattern NAME = Pattern.compile("([0-9]{10})\\.json");

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
   * @param archiveKey what is restored into it, which nobody may delete meanwhile
   * @throws RestoreRefusedException when another run holds it
   */
  static Lease take(Storage storage, String name, String archiveKey, Clock clock) {
    Lease lease = new Lease(storage, JournalKeys.LEASES + name + '/', archiveKey, clock);
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

  /** Throws when the lease was lost: because this process slept too long, or it was deleted. */
  void check() {
    CognitoBackupException cause = lost;
    if (cause != null) {
      throw new RestoreRefusedException(
          "lease",
          "another run took over this restore, or its lease was deleted; run it again"
              + " to resume",
          cause);
    }
  }

  private synchronized void take(String name) {
    List<ObjectInfo> there = leases();
    there.forEach(lease -> refuseIfHeld(name, lease));
    number = there.stream().mapToLong(this::numberOf).max().orElse(0) + 1;
    try {
      write(number);
    } catch (ArchiveExistsException e) {
      throw refused(name, "another run has just begun");
    }
    if (leases().stream().anyMatch(lease -> numberOf(lease) > number)) {
      storage.delete(key(number));
      throw refused(name, "another run has begun meanwhile");
    }
    there.stream()
        .map(ObjectInfo::key)
        .filter(key -> NAME.matcher(key.substring(prefix.length())).matches())
        .forEach(storage::delete);
  }

  synchronized void renew() {
    try {
      if (!isStillOurs()) {
        lost = new ArchiveNotFoundException(key(number), "the lease was deleted", null);
        return;
      }
      write(number + 1);
      number++; // also where the former one cannot be deleted: the next taker does it
      storage.delete(key(number - 1));
    } catch (ArchiveExistsException e) {
      lost = e;
    } catch (RuntimeException e) {
      LOG.warn("the lease of a restore could not be renewed; it is tried again", e);
    }
  }

  /** Another run begins with the same numbers where a lease was deleted. */
  private boolean isStillOurs() {
    return storage
        .stat(key(number))
        .flatMap(lease -> LeaseNote.read(storage, lease))
        .filter(note -> note.owner().equals(owner))
        .isPresent();
  }

  /**
   * Refuses as long as somebody may hold it. What no run can have written holds it too, for as long
   * after it was put there as a run would: so neither a lease of another version is overrun, nor
   * does anything hold it for ever.
   */
  private void refuseIfHeld(String name, ObjectInfo lease) {
    Optional<LeaseNote> holder;
    try {
      holder = LeaseNote.read(storage, lease);
    } catch (ArchiveNotFoundException e) {
      throw refused(name, "another run is just renewing its lease");
    }
    Instant written = lease.lastModified();
    Optional<Instant> renewed = holder.flatMap(LeaseNote::renewed).filter(this::isCredible);
    if (!isFresh(renewed.orElse(written))) {
      LOG.info("the lease \"{}\" is not held any more", lease.key());
    } else if (renewed.isEmpty()) {
      throw refused(
          name,
          "the lease \""
              + lease.key()
              + "\" cannot be read, or is dated in the future; delete it if no restore runs, or"
              + " wait: it is free "
              + LeaseNote.EXPIRY.toSeconds()
              + " s after it was put there, which is "
              + age(written).toSeconds()
              + " s ago");
    } else if (isAlive(holder.orElseThrow())) {
      throw refused(name, heldBy(holder.get(), age(renewed.get())));
    }
  }

  private static String heldBy(LeaseNote holder, Duration age) {
    return "process "
        + holder.pid()
        + " on "
        + holder.host()
        + " renewed its lease "
        + age.toSeconds()
        + " s ago; if that run was killed, the lease expires "
        + LeaseNote.EXPIRY.toSeconds()
        + " s after its last renewal";
  }

  private Duration age(Instant renewed) {
    return Duration.between(renewed, clock.instant());
  }

  private boolean isFresh(Instant renewed) {
    return isCredible(renewed) && age(renewed).compareTo(LeaseNote.EXPIRY) < 0;
  }

  /** Clocks differ, but not by more than this. */
  private boolean isCredible(Instant renewed) {
    return age(renewed).negated().compareTo(CLOCK_SKEW) <= 0;
  }

  private static RestoreRefusedException refused(String name, String why) {
    return new RestoreRefusedException(
        "lease", "a restore into " + name + " is already running: " + why, null);
  }

  private void write(long next) {
    LeaseNote content =
        new LeaseNote(
            owner,
            archiveKey,
            host(),
            processes(),
            ProcessHandle.current().pid(),
            started(ProcessHandle.current()),
            Optional.of(clock.instant()));
    try (ObjectWriter object = storage.create(key(next));
        OutputStream stream = object.stream()) {
      stream.write(content.toJson());
      object.commit();
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the lease \"" + key(next) + "\" cannot be written: " + e.getMessage(), e);
    }
  }

  private List<ObjectInfo> leases() {
    try (Stream<ObjectInfo> leases = storage.list(prefix)) {
      return leases.toList();
    }
  }

  private String key(long n) {
    return prefix + String.format(Locale.ROOT, "%010d.json", n);
  }

  /** The number of a lease; 0 where it is none to go on from, as no run will ever have reached. */
  private long numberOf(ObjectInfo lease) {
    Matcher name = NAME.matcher(lease.key().substring(prefix.length()));
    return name.matches() && name.group().startsWith("0") ? Long.parseLong(name.group(1)) : 0;
  }

  /** A holder on another machine is alive for all that can be seen from here. */
  private static boolean isAlive(LeaseNote holder) {
    boolean here = holder.host().equals(host()) && holder.processes().equals(processes());
    return !here || isAlive(holder.pid(), holder.started());
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

  /** Gives the lease up. Where that fails it runs out by itself, and what was restored stays. */
  @Override
  public void close() {
    renewal.shutdownNow();
    synchronized (this) {
      try {
        if (lost == null && isStillOurs()) {
          storage.delete(key(number));
        }
      } catch (CognitoBackupException e) {
        LOG.warn("the lease of a restore could not be deleted; it expires by itself", e);
      }
    }
  }
}
