package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.emulator.scenario.SentMessage;
import io.github.cognitobackup.emulator.scenario.TriggerCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The messages that would have been sent and the functions that would have been called. */
final class Outbox {

  private final List<SentMessage> messages = Collections.synchronizedList(new ArrayList<>());
  private final List<TriggerCall> triggers = Collections.synchronizedList(new ArrayList<>());

  void message(Pool pool, User user, SentMessage.Kind kind, String medium) {
    String contact = medium.equals("SMS") ? "phone_number" : "email";
    String destination = pool.attribute(user, contact);
    messages.add(
        new SentMessage(
            pool.id, user.username, kind, medium, destination == null ? "" : destination));
  }

  void trigger(Pool pool, String member, String source, String username) {
    JsonNode function = pool.settings.path("LambdaConfig").path(member);
    String arn = function.isObject() ? function.path("LambdaArn").asText("") : function.asText("");
    if (!arn.isEmpty()) {
      triggers.add(new TriggerCall(pool.id, source, arn, username));
    }
  }

  /** The functions that shape or send a message. */
  void messageTriggers(Pool pool, String occasion, String medium, String username) {
    trigger(pool, "CustomMessage", "CustomMessage_" + occasion, username);
    String sender = medium.equals("SMS") ? "CustomSMSSender" : "CustomEmailSender";
    trigger(pool, sender, sender + "_" + occasion, username);
  }

  List<SentMessage> messages() {
    synchronized (messages) {
      return List.copyOf(messages);
    }
  }

  List<TriggerCall> triggers() {
    synchronized (triggers) {
      return List.copyOf(triggers);
    }
  }

  void clear() {
    messages.clear();
    triggers.clear();
  }
}
