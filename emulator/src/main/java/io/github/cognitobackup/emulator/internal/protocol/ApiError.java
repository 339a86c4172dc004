package io.github.cognitobackup.emulator.internal.protocol;

import org.jspecify.annotations.Nullable;

/** An error answer of a service. */
public final class ApiError extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final String code;
  private final int status;

  /** An error with HTTP status 400, the one that nearly every refusal has. */
  public ApiError(String code, @Nullable String message) {
    this(code, 400, message);
  }

  /** An error with a status of its own; an empty code makes an answer without a body. */
  public ApiError(String code, int status, @Nullable String message) {
    super(message, null, false, false);
    this.code = code;
    this.status = status;
  }

  /** {@code InvalidParameterException}. */
  public static ApiError invalid(String message) {
    return new ApiError("InvalidParameterException", message);
  }

  /** {@code ResourceNotFoundException}. */
  public static ApiError notFound(String message) {
    return new ApiError("ResourceNotFoundException", message);
  }

  /** The refusal of a value that breaks the model's constraint. */
  public static ApiError constraint(String member, @Nullable String value, String constraint) {
    String name = member.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + member.substring(1);
    return invalid(
        "1 validation error detected: Value "
            + (value == null ? "null" : "'" + value + "'")
            + " at '"
            + name
            + "' failed to satisfy constraint: "
            + constraint);
  }

  String code() {
    return code;
  }

  int status() {
    return status;
  }
}
