package io.github.cognitobackup.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.catalogue.ArchiveKey;
import io.github.cognitobackup.catalogue.CatalogueEntry;
import io.github.cognitobackup.catalogue.ForeignBackupEntry;
import io.github.cognitobackup.catalogue.Receipt;
import io.github.cognitobackup.catalogue.ShrinkWarning;
import java.util.Optional;

/** What receipts say, for {@code list} and {@code backup}. */
final class Receipts {

  private Receipts() {}

  static ObjectNode json(CatalogueEntry entry) {
    ArchiveKey key = entry.key();
    Optional<Receipt> receipt = entry.receipt();
    ObjectNode json =
        Json.object()
            .put("key", key.toString())
            .put("userPoolId", key.userPoolId())
            .put("created", key.created().toString())
            .put("sealed", key.sealed())
            .put("size", entry.size())
            .put("receipt", receipt.isPresent())
            .put("outcome", receipt.map(told -> told.outcome().name()).orElse(null))
            .put("users", receipt.map(told -> told.counts().users()).orElse(null))
            .put("memberships", receipt.map(told -> told.counts().memberships()).orElse(null))
            .put("sha256", receipt.flatMap(Receipt::sha256).orElse(null))
            .put("wrappingKey", receipt.flatMap(Receipt::wrappingKey).orElse(null))
            .put("verified", receipt.flatMap(Receipt::verified).map(Object::toString).orElse(null));
    json.set("suspicious", json(receipt.flatMap(Receipt::suspicious)));
    json.set("superseded", Json.of(entry.superseded().stream().map(Object::toString).toList()));
    return json;
  }

  static JsonNode json(Optional<ShrinkWarning> warning) {
    return warning
        .<JsonNode>map(
            why ->
                Json.object()
                    .put("previousKey", why.previousKey().toString())
                    .put("previousUsers", why.previousUsers()))
        .orElse(NullNode.getInstance());
  }

  static String text(CatalogueEntry entry) {
    StringBuilder line =
        new StringBuilder(entry.key() + "  " + Text.size(entry.size(), entry.key().sealed()));
    if (entry.receipt().isEmpty()) {
      return line.append(", no receipt").toString();
    }
    Receipt receipt = entry.receipt().get();
    line.append(", ").append(Text.number(receipt.counts().users())).append(" users, ");
    line.append(receipt.outcome());
    receipt
        .suspicious()
        .ifPresent(why -> line.append(", SUSPICIOUS (").append(text(why)).append(')'));
    receipt.verified().ifPresent(when -> line.append(", verified ").append(when));
    receipt.wrappingKey().ifPresent(key -> line.append(", key ").append(key));
    return line.toString();
  }

  static ObjectNode json(ForeignBackupEntry entry) {
    return Json.object()
        .put("key", entry.key())
        .put("kind", "old backup, unproven")
        .put("userPoolId", entry.userPoolId().orElse(null))
        .put("sealed", entry.sealed())
        .put("size", entry.size())
        .put("lastModified", entry.lastModified().toString());
  }

  static String text(ForeignBackupEntry entry) {
    return entry.key()
        + "  "
        + Text.size(entry.size(), entry.sealed())
        + ", foreign backup, unverifiable"
        + entry.userPoolId().map(pool -> ", pool " + pool).orElse("");
  }

  static String text(ShrinkWarning why) {
    return why.previousKey() + " holds " + Text.number(why.previousUsers()) + " users";
  }
}
