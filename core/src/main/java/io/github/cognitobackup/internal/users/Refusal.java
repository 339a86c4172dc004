package io.github.cognitobackup.internal.users;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.cognitobackup.internal.cognito.CognitoErrors;
import io.github.cognitobackup.internal.compare.Users;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;

/** What the text says by which Cognito refuses the attributes of a user. */
final class Refusal {

  private static final Set<String> CODES =
      Set.of(
          "InvalidParameterException",
          "InvalidParameterError",
          "InvalidParameterValueException",
          "InvalidParameterValue",
          "InvalidParameter",
          "ValidationException",
          "ValidationError",
          "SerializationException");

  /** The attributes as the request numbers them, in the checks of its shape. */
  private static final Pattern NUMBERED = Pattern.compile("userAttributes\\.(\\d+)\\.member");

  private static final Pattern OF_USERNAME =
      Pattern.compile("^\\s*username\\b|at '(?i:username)'", Pattern.CASE_INSENSITIVE);

  /** What a text shows of values, which may look like names of attributes. */
  private static final Pattern VALUES =
      Pattern.compile("Value '.*?' at |Value \".*?\" at ", Pattern.DOTALL);

  /** Names that are words of the language, too: they are believed only in quotes. */
  private static final Set<String> WORDS = Set.of("name", "address", "profile", "picture");

  private final String text;

  private Refusal(String text) {
    this.text = text;
  }

  /** Whether Cognito refused what was sent, and would take something else. */
  static boolean is(SdkException error) {
    String code = CognitoErrors.code(error);
    return code != null && CODES.contains(code);
  }

  static Refusal of(SdkException error) {
    return new Refusal(VALUES.matcher(CognitoErrors.message(error)).replaceAll("at "));
  }

  /** The reason in a line, without its text where that repeats something of the user. */
  static String reason(JsonNode user, SdkException error) {
    String code = CognitoErrors.code(error);
    return tellsOf(user, error) ? (code == null ? "refused" : code) : CognitoErrors.reason(error);
  }

  /** Whether the text repeats something of the user, or of whatever was sent. */
  static boolean tellsOf(JsonNode user, SdkException error) {
    String reason = CognitoErrors.reason(error);
    String folded = reason.toLowerCase(Locale.ROOT);
    return reason.contains("Value '")
        || folded.contains(Users.username(user).toLowerCase(Locale.ROOT))
        || Users.writableAttributes(user).values().stream()
            .anyMatch(
                value -> value.length() > 1 && folded.contains(value.toLowerCase(Locale.ROOT)));
  }

  /** Whether it is the user name that is refused, and no attribute. */
  boolean ofUsername() {
    return OF_USERNAME.matcher(text).find();
  }

  /** The attributes that the text names, out of those that were sent, in their order. */
  Set<String> names(Collection<String> sent) {
    List<String> inOrder = List.copyOf(sent);
    Set<String> named = new LinkedHashSet<>();
    Matcher numbers = NUMBERED.matcher(text);
    while (numbers.find()) {
      int number = Integer.parseInt(numbers.group(1));
      if (number >= 1 && number <= inOrder.size()) {
        named.add(inOrder.get(number - 1));
      }
    }
    inOrder.stream().filter(name -> text.contains("user." + name + ":")).forEach(named::add);
    if (named.isEmpty()) {
      inOrder.stream().filter(this::mentions).forEach(named::add);
    }
    return named;
  }

  private boolean mentions(String name) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean paraphrased =
        (name.equals("phone_number") && lower.contains("phone number"))
            || (name.equals("email") && lower.contains("email address"));
    String quoted = Pattern.quote(name);
    String pattern =
        WORDS.contains(name)
            ? "['\"]" + quoted + "['\"]"
            : "(?<![\\w:.@-])" + quoted + "(?![\\w:@-]|\\.\\w)";
    return paraphrased || Pattern.compile(pattern).matcher(text).find();
  }
}
