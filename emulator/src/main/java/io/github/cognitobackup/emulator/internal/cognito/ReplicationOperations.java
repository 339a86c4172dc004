package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Json;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** What a pool has of its own in each Region: replicas, and the certificate that it signs with. */
final class ReplicationOperations implements Handler.Family {

  private final Account account;

  ReplicationOperations(Account account) {
    this.account = account;
  }

  @Override
  public void register(Map<String, Handler> table) {
    table.put("ListUserPoolReplicas", this::list);
    table.put("GetSigningCertificate", this::certificate);
  }

  private ObjectNode list(Params params) {
    ObjectNode answer = Json.object();
    answer.set("UserPoolReplicas", account.pool(params).replicas);
    return answer;
  }

  private ObjectNode certificate(Params params) {
    byte[] text = account.pool(params).arn.getBytes(StandardCharsets.UTF_8);
    return Json.object().put("Certificate", Base64.getEncoder().encodeToString(text));
  }
}
