package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.ApiError;
import io.github.cognitobackup.emulator.internal.protocol.PageTokens;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.TreeMap;
import java.util.UUID;

/** The user pools of one account in one Region, and what all of them share. */
final class Account {

  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  final String region;
  final String accountId;
  final Clock clock;
  final PageTokens tokens;
  final Behaviour behaviour = new Behaviour();
  final Outbox outbox = new Outbox();
  final AttributeCodec codec = new AttributeCodec();
  final TreeMap<String, Pool> pools = new TreeMap<>();
  final TreeMap<String, ObjectNode> domains = new TreeMap<>();
  private final SecureRandom random = new SecureRandom();

  Account(String region, String accountId, Clock clock) {
    this.region = region;
    this.accountId = accountId;
    this.clock = clock;
    this.tokens = new PageTokens(clock);
  }

  long now() {
    return clock.millis();
  }

  Pool pool(Params params) {
    return pool(params.text("UserPoolId", 1, 55));
  }

  Pool pool(String id) {
    Pool pool = pools.get(id);
    if (pool == null) {
      throw ApiError.notFound("User pool " + id + " does not exist.");
    }
    return pool;
  }

  String poolArn(String id) {
    return "arn:aws:cognito-idp:" + region + ":" + accountId + ":userpool/" + id;
  }

  UUID newSub() {
    return UUID.randomUUID();
  }

  String letters(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  String lowerLetters(int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(LETTERS.charAt(26 + random.nextInt(36)));
    }
    return text.toString();
  }
}
