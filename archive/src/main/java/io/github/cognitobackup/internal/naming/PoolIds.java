package io.github.cognitobackup.internal.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of user pools in the names that files, folders and groups have. */
public final class PoolIds {

  private static final String ID = "[a-z]{2}(?:-[a-z]+)+-\\d_[0-9A-Za-z]{1,55}";
  private static final Pattern BEGINS_WITH_ID = Pattern.compile("(" + ID + ")(?![0-9A-Za-z]).*");
  private static final Pattern GROUP_OF_FEDERATION = Pattern.compile(ID + "_.+");
  private static final Pattern FOLDER = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  private PoolIds() {}

  /** Returns the id that a folder or file name is or begins with, the last of several. */
  public static Optional<String> inPath(String path) {
    Optional<String> found = Optional.empty();
    for (String segment : path.split("/", -1)) {
      Matcher matcher = BEGINS_WITH_ID.matcher(segment);
      if (matcher.matches()) {
        found = Optional.of(matcher.group(1));
      }
    }
    return found;
  }

  /** Returns whether an id can be the name of a folder. */
  public static boolean isFolder(String id) {
    return FOLDER.matcher(id).matches();
  }

  /** Returns whether a group is named as Cognito names those that it makes for some pool. */
  public static boolean isGroupOfFederation(String group) {
    return GROUP_OF_FEDERATION.matcher(group).matches();
  }
}
