package io.github.cognitobackup.cli;

import java.util.Set;

/**
 * A name of the configuration file, and the option that its value is the default of. What the value
 * may be, the option says.
 *
 * @param path where the file has it: its section, a dot, its name
 * @param option the option
 * @param yieldsTo options that, where the command line has one of them, leave this value no sense
 */
record Setting(String path, String option, Set<String> yieldsTo) {

  static Setting of(String path, String option) {
    return new Setting(path, option, Set.of());
  }

  Setting yieldingTo(String... options) {
    return new Setting(path, option, Set.of(options));
  }
}
