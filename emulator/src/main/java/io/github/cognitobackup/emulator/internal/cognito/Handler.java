package io.github.cognitobackup.emulator.internal.cognito;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.cognitobackup.emulator.internal.protocol.Params;
import java.util.Map;

/** Executes one operation. */
interface Handler {

  ObjectNode handle(Params params);

  /** A family of operations on one kind of resource. */
  interface Family {

    /** Adds the family's operations under their names on the wire. */
    void register(Map<String, Handler> table);
  }
}
