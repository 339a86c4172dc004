package io.github.cognitobackup.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiParameter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the public API of every published module with that of the commit in {@code
 * config/api/baseline}. What breaks a caller must stand in {@code config/api/accepted-changes}.
 */
class PublicApiTest {

  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Path CONFIG = TOP.resolve("config/api");

  /** In the order in which they are compiled. */
  private static final List<String> MODULES =
      List.of(
          "emulator", "archive", "testkit", "core", "storage-local", "storage-s3", "crypto-kms");

  @TempDir private static Path folder;

  private static String baseline;

  @BeforeAll
  static void readBaseline() throws IOException {
    baseline = Files.readString(CONFIG.resolve("baseline")).strip();
  }

  @Test
  void nothingPublicIsRemovedOrChangedUnlessAccepted() throws Exception {
    byte[] tree = git("archive", "--format=zip", baseline);
    assumeThat(tree)
        .as("commit %s of config/api/baseline, which a shallow clone does not hold", baseline)
        .isNotEmpty();
    unpack(tree, folder);
    Set<String> found = new TreeSet<>();
    for (String module : MODULES) {
      Path before = folder.resolve(module).resolve("classes");
      compile(folder.resolve(module).resolve("src/main/java"), before);
      found.addAll(breaks(jar(before), jar(TOP.resolve(module).resolve("target/classes"))));
    }

    assertThat(found)
        .as(
            "changes since %s that break a caller. Undo them, or add each line to"
                + " config/api/accepted-changes and say in CHANGELOG.md what callers do instead;"
                + " a line there that is no change any more is deleted",
            baseline)
        .isEqualTo(accepted());
  }

  private static Set<String> accepted() throws IOException {
    return Files.readAllLines(CONFIG.resolve("accepted-changes")).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> breaks(byte[] before, byte[] after) {
    JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
    options.setAccessModifier(AccessModifier.PROTECTED);
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    Set<String> found = new TreeSet<>();
    for (JApiClass type :
        new JarArchiveComparator(options)
            .compare(
                new JApiCmpArchive(before, "before", ""), new JApiCmpArchive(after, "after", ""))) {
      String name = type.getFullyQualifiedName();
      if (name.contains(".internal.")) {
        continue;
      }
      add(found, name, type);
      add(found, name, type.getSuperclass());
      type.getInterfaces().forEach(parent -> add(found, name, parent));
      type.getConstructors().forEach(made -> add(found, name + '#' + signature(made), made));
      type.getMethods().forEach(method -> add(found, name + '#' + signature(method), method));
      type.getFields().forEach(field -> add(found, name + '#' + field.getName(), field));
    }
    return found;
  }

  private static void add(Set<String> found, String name, JApiCompatibility element) {
    for (JApiCompatibilityChange change : element.getCompatibilityChanges()) {
      if (!change.isBinaryCompatible() || !change.isSourceCompatible()) {
        found.add(name + ": " + change.getType());
      }
    }
  }

  private static String signature(JApiBehavior behavior) {
    return behavior.getParameters().stream()
        .map(JApiParameter::getType)
        .collect(Collectors.joining(", ", behavior.getName() + '(', ")"));
  }

  private static byte[] git(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git", "-C", TOP.toString()));
    command.addAll(List.of(args));
    Process git =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] answer = git.getInputStream().readAllBytes();
    return git.waitFor(1, TimeUnit.MINUTES) && git.exitValue() == 0 ? answer : new byte[0];
  }

  private static void unpack(byte[] tree, Path into) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(tree))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().matches("[a-z0-9-]+/src/main/java/.*\\.java")
            && !entry.getName().endsWith("module-info.java")) {
          Path file = into.resolve(entry.getName());
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  /** Against the modules compiled before, and everything else that the tests stand on. */
  private static void compile(Path sources, Path classes) throws IOException {
    String path =
        Stream.concat(
                MODULES.stream().map(module -> folder.resolve(module).resolve("classes")),
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> entry.endsWith(".jar") && !entry.contains("cognito-backup-"))
                    .map(Path::of))
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> tree = Files.walk(sources)) {
      List<Path> units = tree.filter(file -> file.toString().endsWith(".java")).toList();
      boolean compiled =
          compiler
              .getTask(
                  errors,
                  files,
                  null,
                  List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp", path),
                  null,
                  files.getJavaFileObjectsFromPaths(units))
              .call();
      assertThat(compiled).as("%s of the baseline: %s", sources, errors).isTrue();
    }
  }

  private static byte[] jar(Path classes) throws IOException {
    ByteArrayOutputStream jar = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(jar);
        Stream<Path> tree = Files.walk(classes)) {
      for (Path file : tree.filter(file -> file.toString().endsWith(".class")).toList()) {
        if (!file.endsWith("module-info.class")) {
          zip.putNextEntry(new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
          Files.copy(file, zip);
        }
      }
    }
    return jar.toByteArray();
  }
}
