package io.github.cognitobackup.restore;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a restore does to one resource, or would do.
 *
 * @param type its kind, such as {@code clients}
 * @param name what a person calls it
 * @param action what is done
 * @param members what differs between archive and target; empty for a creation
 */
public record ResourceChange(String type, String name, Action action, List<MemberChange> members) {

  /** What is done to a resource. */
  public enum Action {
    /** The target has none: it is created. */
    CREATE,
    /** The target's differs: it is made as the archive has it. */
    UPDATE,
    /** The target's differs and is kept, for the request does not allow to change it. */
    KEEP
  }

  /**
   * A member that differs.
   *
   * @param path its names from the top of the document, divided by dots
   * @param archive its text in the archive, null where it has none; secrets are not shown
   * @param target its text in the target, null where it has none; secrets are not shown
   */
  public record MemberChange(String path, @Nullable String archive, @Nullable String target) {}

  /**
   * Copies the list.
   *
   * @param type as {@link #type()}
   * @param name as {@link #name()}
   * @param action as {@link #action()}
   * @param members as {@link #members()}
   */
  public ResourceChange {
    members = List.copyOf(members);
  }
}
