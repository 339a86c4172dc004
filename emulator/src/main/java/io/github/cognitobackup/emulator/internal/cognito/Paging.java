package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Function;

/** Cuts the lists of small resources into pages with tokens. */
final class Paging {

  private static final String TOKEN = "NextToken";

  private final Account account;

  Paging(Account account) {
    this.account = account;
  }

  /** One page of a sorted map; the cursor is the last key that was given. */
  <T> ObjectNode page(
      String scope,
      Params params,
      int limit,
      String listMember,
      NavigableMap<String, T> all,
      Function<Map.Entry<String, T>, JsonNode> json) {
    String token = params.find(TOKEN);
    String cursor = token == null ? "" : account.tokens.open(scope, token);
    ObjectNode result = Json.object();
    ArrayNode list = result.putArray(listMember);
    int room = account.behaviour.cut(limit);
    for (Map.Entry<String, T> entry : all.tailMap(cursor, false).entrySet()) {
      if (list.size() >= room) {
        result.put(TOKEN, account.tokens.issue(scope, cursor));
        break;
      }
      list.add(json.apply(entry));
      cursor = entry.getKey();
    }
    return result;
  }
}
