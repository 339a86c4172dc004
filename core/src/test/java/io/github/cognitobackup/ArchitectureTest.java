package io.github.cognitobackup;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** Who may know whom, in the two modules that everything else stands on. */
@AnalyzeClasses(
    packages = "io.github.cognitobackup",
    importOptions = ArchitectureTest.WithoutTests.class)
class ArchitectureTest {

  /** Leaves out the tests of this module, and those of the archive module in their jar. */
  static final class WithoutTests implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return new DoNotIncludeTests().includes(location) && !location.contains("-tests.jar");
    }
  }

  private static final String ROOT = "io.github.cognitobackup";

  /** The engine, from the top down. */
  private static final List<String> CORE =
      List.of(
          ROOT,
          ROOT + ".internal.saving",
          ROOT + ".internal.restore",
          ROOT + ".internal.users",
          ROOT + ".internal.session",
          ROOT + ".internal.compare",
          ROOT + ".internal.rewrite",
          ROOT + ".internal.reading",
          ROOT + ".internal.cognito.resource",
          ROOT + ".internal.cognito",
          ROOT + ".internal.event",
          ROOT + ".restore",
          ROOT + ".event",
          ROOT + ".pacing",
          ROOT + ".pool");

  /** The repository of archives, from the top down. */
  private static final List<String> ARCHIVE =
      List.of(
          ROOT + ".repository",
          ROOT + ".transfer",
          ROOT + ".internal.backup",
          ROOT + ".internal.receipt",
          ROOT + ".catalogue",
          ROOT + ".internal.journal",
          ROOT + ".internal.digest",
          ROOT + ".internal.vault",
          ROOT + ".foreign",
          ROOT + ".archive",
          ROOT + ".internal.naming",
          ROOT + ".storage",
          ROOT + ".internal.format",
          ROOT + ".crypto",
          ROOT + ".internal.file",
          ROOT + ".internal.spill",
          ROOT + ".internal.sdk",
          ROOT + ".internal.log",
          ROOT + ".error");

  private static final String[] OTHER_MODULES = {
    ROOT + ".emulator..",
    ROOT + ".testkit..",
    ROOT + ".storage.*",
    ROOT + ".crypto.*",
    ROOT + ".cli.."
  };

  private static final List<String> DOWNWARDS =
      Stream.concat(CORE.stream(), ARCHIVE.stream()).toList();

  @ArchTest
  static final ArchRule arrowsPointDownwards =
      classes()
          .that(resideInAnyPackage(DOWNWARDS.toArray(String[]::new)))
          .should(knowOnlyWhatIsBelow());

  @ArchTest
  static final ArchRule everyPackageHasItsPlace =
      classes()
          .that(resideInAnyPackage(ROOT, ROOT + "..").and(not(resideInAnyPackage(OTHER_MODULES))))
          .should()
          .resideInAnyPackage(DOWNWARDS.toArray(String[]::new));

  @ArchTest
  static final ArchRule archivesKnowNoAws =
      noClasses()
          .that()
          .resideInAnyPackage(ARCHIVE.toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("software.amazon.awssdk..");

  @ArchTest
  static final ArchRule sealingAndStoringKnowNoJson =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".crypto", ROOT + ".storage")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..");

  @ArchTest
  static final ArchRule archivesKnowNoStorage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".archive")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".storage");

  /** It makes names and answers of others printable. */
  @ArchTest
  static final ArchRule everyLogLineGoesThroughLog =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".internal.log")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.slf4j..", "java.util.logging..");

  @ArchTest
  static final ArchRule nothingWritesToTheConsole =
      noClasses()
          .that()
          .resideOutsideOfPackages(OTHER_MODULES)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static ArchCondition<JavaClass> knowOnlyWhatIsBelow() {
    return new ArchCondition<>("know only packages below their own") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        int own = DOWNWARDS.indexOf(javaClass.getPackageName());
        for (Dependency dependency : javaClass.getDirectDependenciesFromSelf()) {
          int other = DOWNWARDS.indexOf(dependency.getTargetClass().getPackageName());
          if (other >= 0 && other < own) {
            events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
          }
        }
      }
    };
  }
}
