package io.github.cognitobackup.internal.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.cognitobackup.error.StorageUnavailableException;
import io.github.cognitobackup.internal.format.Json;
import io.github.cognitobackup.storage.ObjectInfo;
import io.github.cognitobackup.storage.Storage;
import io.github.cognitobackup.storage.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What a lease says of its holder. It is not sealed, for whoever prunes has no key: it keeps runs
 * apart, and nothing else is believed of it.
 *
 * @param owner a name that no other run has
 * @param archive the key of the archive that is restored
 * @param host the holder's machine
 * @param processes the table that its process id is of
 * @param pid its process id
 * @param started when that process was started
 * @param renewed when the lease was renewed, by the holder's clock; empty where it is not told
 */
public record LeaseNote(
    String owner,
    String archive,
    String host,
    String processes,
    long pid,
    String started,
    Optional<Instant> renewed) {

  /** A lease holds so long after its last renewal. */
  public static final Duration EXPIRY = Duration.ofSeconds(90);

  private static final int LARGEST = 4096;
  private static final JsonMapper JSON = Json.mapper(Json.MAX_DEPTH, LARGEST);

  /** Reads a lease; empty when it is none that a restore has written. */
  public static Optional<LeaseNote> read(Storage storage, ObjectInfo lease) {
    if (lease.size() > LARGEST) {
      return Optional.empty();
    }
    try (StoredObject object = storage.open(lease.key());
        InputStream stream = object.openStream()) {
      return parse(stream.readNBytes(LARGEST));
    } catch (IOException e) {
      throw new StorageUnavailableException(
          true, "the lease \"" + lease.key() + "\" cannot be read: " + e.getMessage(), e);
    }
  }

  static Optional<LeaseNote> parse(byte[] content) {
    try {
      JsonNode lease = JSON.readTree(content);
      String archive = lease.path("archive").asText();
      String renewed = lease.path("renewed").asText();
      return archive.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new LeaseNote(
                  lease.path("owner").asText(),
                  archive,
                  lease.path("host").asText(),
                  lease.path("processes").asText(),
                  lease.path("pid").asLong(),
                  lease.path("started").asText(),
                  renewed.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(renewed))));
    } catch (JsonProcessingException | DateTimeParseException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("an array can be read", e);
    }
  }

  /** Spells the lease. */
  public byte[] toJson() {
    try {
      return JSON.writeValueAsBytes(
          Map.of(
              "owner", owner,
              "archive", archive,
              "host", host,
              "processes", processes,
              "pid", pid,
              "started", started,
              "renewed", renewed.map(Instant::toString).orElse("")));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and a number can be written", e);
    }
  }
}
