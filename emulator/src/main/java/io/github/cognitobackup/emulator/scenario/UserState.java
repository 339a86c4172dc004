package io.github.cognitobackup.emulator.scenario;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user as the emulator holds them at one moment, for assertions.
 *
 * @param username the stored name
 * @param sub the generated identifier
 * @param status such as {@code CONFIRMED}
 * @param enabled false after AdminDisableUser
 * @param attributes all attributes except {@code sub}
 * @param groups the names of the user's groups, sorted
 * @param hasPassword whether a password is set
 * @param passwordPermanent whether that password is permanent
 * @param passwordsSet how many passwords were ever set
 * @param mfaSettings the activated factors, such as {@code EMAIL_OTP}
 * @param preferredMfa the preferred factor, or null
 */
public record UserState(
    String username,
    String sub,
    String status,
    boolean enabled,
    Map<String, String> attributes,
    List<String> groups,
    boolean hasPassword,
    boolean passwordPermanent,
    int passwordsSet,
    List<String> mfaSettings,
    @Nullable String preferredMfa) {}
