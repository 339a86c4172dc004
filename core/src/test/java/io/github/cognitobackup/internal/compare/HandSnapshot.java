package io.github.cognitobackup.internal.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.archive.ArchiveHeader;
import io.github.cognitobackup.archive.ArchivedResource;
import io.github.cognitobackup.archive.ArchivedUser;
import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Membership;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.archive.Snapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A snapshot of which a test says each document; it lies nowhere. */
public final class HandSnapshot implements Snapshot {

  public static final String POOL = "eu-west-1_HandMade1";

  private final List<String> notProven;
  private final List<ArchivedResource> resources = new ArrayList<>();
  private final List<ArchivedUser> users = new ArrayList<>();
  private final List<Manifest.Gap> gaps = new ArrayList<>();

  private HandSnapshot(List<String> notProven) {
    this.notProven = notProven;
  }

  /** A snapshot as the library writes them. */
  public static HandSnapshot own() {
    return new HandSnapshot(List.of());
  }

  /** A snapshot as other tools write them. */
  public static HandSnapshot foreign() {
    return new HandSnapshot(List.of("everything"));
  }

  /** Reads JSON that is written with single quotes. */
  public static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public HandSnapshot resource(String type, String file, String text) {
    resources.add(new ArchivedResource(type, POOL + '/' + file, json(text)));
    return this;
  }

  public HandSnapshot user(String text) {
    users.add(new ArchivedUser(users.size() + 1L, json(text)));
    return this;
  }

  public HandSnapshot gap(String resource, String reason) {
    gaps.add(new Manifest.Gap(resource, reason));
    return this;
  }

  @Override
  public ArchiveHeader header() {
    return ArchiveHeader.of(POOL, Instant.EPOCH);
  }

  @Override
  public Manifest manifest() {
    return new Manifest(
        Instant.EPOCH,
        gaps.isEmpty() ? Outcome.COMPLETE : Outcome.PARTIAL,
        new Manifest.Counts(users.size(), 0, Map.of()),
        List.of(),
        gaps,
        List.of());
  }

  @Override
  public List<String> unknown() {
    return List.of();
  }

  @Override
  public List<String> notProven() {
    return notProven;
  }

  @Override
  public Stream<ArchivedResource> resources() {
    return resources.stream();
  }

  @Override
  public Stream<ArchivedUser> users() {
    return users.stream();
  }

  @Override
  public Stream<Membership> memberships() {
    return Stream.empty();
  }

  @Override
  public void extractTo(Path directory) {
    throw new UnsupportedOperationException();
  }
}
