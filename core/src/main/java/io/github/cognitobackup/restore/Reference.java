package io.github.cognitobackup.restore;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something outside a pool, or unique in the world, that the resources of an archive name, and what
 * a person has decided about it. Immutable.
 *
 * @param kind what it is
 * @param value as the archive has it
 * @param usedBy where: each a resource and the path of the member
 * @param decision what becomes of it in the restored pool
 * @param to what stands in its place, with {@link Decision#REPLACE}; else null
 */
public record Reference(
    Kind kind, String value, List<String> usedBy, Decision decision, @Nullable String to) {

  /** What a reference is. More kinds may be added. */
  public enum Kind {
    /** An ARN: of a function, a role, an identity, a key, a certificate, a place for logs. */
    ARN("arn"),
    /** The Region from which SMS messages are sent. */
    SMS_REGION("sms-region"),
    /** The prefix of a Cognito domain, which one pool in the world can have. */
    DOMAIN_PREFIX("domain-prefix"),
    /** A domain of one's own, which one pool in the world can have. */
    CUSTOM_DOMAIN("custom-domain"),
    /** The relying party of passkeys: with another one all passkeys are useless. */
    RELYING_PARTY("relying-party"),
    /** The name of an app client. */
    CLIENT_NAME("client-name"),
    /** An address to which an app client sends the browser back. */
    URL("url");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /**
     * Returns the kind as a file of rules spells it.
     *
     * @return lower-case words joined by hyphens
     */
    public String text() {
      return text;
    }
  }

  /** What becomes of a reference. */
  public enum Decision {
    /** Another value stands in its place. */
    REPLACE("replace"),
    /** It stays as it is. */
    KEEP("keep"),
    /** The pool is restored without it, and the report names it. */
    LEAVE_OUT("leave-out"),
    /** Nobody has decided: the restore is refused. */
    UNDECIDED("undecided");

    private final String text;

    Decision(String text) {
      this.text = text;
    }

    /**
     * Returns the decision as a file of rules spells it.
     *
     * @return lower-case words joined by hyphens
     */
    public String text() {
      return text;
    }
  }

  /**
   * Checks that what is replaced has a replacement, and nothing else has.
   *
   * @param kind see the record
   * @param value see the record
   * @param usedBy see the record
   * @param decision see the record
   * @param to see the record
   * @throws IllegalArgumentException when a replacement is missing or too many
   */
  public Reference {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(decision, "decision");
    usedBy = List.copyOf(usedBy);
    boolean replaced = to != null && !to.isEmpty();
    if (replaced != (decision == Decision.REPLACE)) {
      throw new IllegalArgumentException(
          kind.text()
              + " \""
              + value
              + "\": \"to\" goes with the decision \"replace\", and with no other");
    }
  }

  /**
   * Returns the same reference decided otherwise.
   *
   * @param other what becomes of it
   * @param replacement what stands in its place, with {@link Decision#REPLACE}; else null
   * @return the changed copy
   */
  public Reference decided(Decision other, @Nullable String replacement) {
    return new Reference(kind, value, usedBy, other, replacement);
  }

  /**
   * Returns the value that the restored pool has.
   *
   * @return empty where it is left out or undecided
   */
  public Optional<String> result() {
    return switch (decision) {
      case REPLACE -> Optional.ofNullable(to);
      case KEEP -> Optional.of(value);
      case LEAVE_OUT, UNDECIDED -> Optional.empty();
    };
  }
}
