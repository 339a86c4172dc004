package io.github.cognitobackup.catalogue;

import io.github.cognitobackup.archive.Manifest;
import io.github.cognitobackup.archive.Outcome;
import io.github.cognitobackup.internal.receipt.ReceiptWriter;
import io.github.cognitobackup.storage.ObjectWriter;
import io.github.cognitobackup.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Archives that are nothing but some bytes, with receipts; the catalogue opens none. */
final class Samples {

  static final String POOL = "eu-west-1_AbCdEfGhI";

  private Samples() {}

  static ArchiveKey key(String moment) {
    return new ArchiveKey(POOL, Instant.parse(moment), 1, true);
  }

  static Receipt receipt(ArchiveKey key, byte[] content) {
    return new Receipt(
        key,
        Outcome.COMPLETE,
        new Manifest.Counts(100, 7, Map.of("clients", 2L, "user-pool", 1L)),
        content.length,
        Optional.of(sha256(content)),
        Optional.of("arn:aws:kms:eu-west-1:111122223333:key/1"),
        Optional.empty(),
        Optional.empty());
  }

  static byte[] content(ArchiveKey key) {
    return ("content of " + key).getBytes(StandardCharsets.UTF_8);
  }

  /** Puts an archive there, without a receipt. */
  static void put(Storage storage, ArchiveKey key) {
    put(storage, key.toString(), content(key));
  }

  /** Puts an archive there and its receipt. */
  static void putWithReceipt(Storage storage, ArchiveKey key) {
    put(storage, key);
    new ReceiptWriter(storage).write(receipt(key, content(key)));
  }

  static void put(Storage storage, String key, byte[] content) {
    try (ObjectWriter writer = storage.create(key)) {
      writer.stream().write(content);
      writer.commit();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TreeSet<String> keys(Storage storage) {
    try (var all = storage.list("")) {
      return new TreeSet<>(all.map(info -> info.key()).toList());
    }
  }

  static List<String> listed(Storage storage) {
    try (var all = Catalogue.of(storage).archives()) {
      return all.map(entry -> entry.key().toString()).toList();
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
