package io.github.cognitobackup;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;

/** Who may know whom. */
@AnalyzeClasses(
    packages = "io.github.cognitobackup",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "io.github.cognitobackup";
  private static final String INTERNAL = ROOT + ".internal..";

  @ArchTest
  static final ArchRule restoreKnowsPlanAndBelow =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".internal.restore..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT, ROOT + ".internal.json..");

  @ArchTest
  static final ArchRule planKnowsCognitoAndBelow =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".internal.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".internal.restore..",
              ROOT + ".internal.json..",
              ROOT + ".archive..",
              ROOT + ".storage..");

  @ArchTest
  static final ArchRule cognitoKnowsNoArchive =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".internal.cognito..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".internal.restore..",
              ROOT + ".internal.plan..",
              ROOT + ".archive..",
              ROOT + ".storage..",
              ROOT + ".crypto..",
              ROOT + ".restore..");

  @ArchTest
  static final ArchRule onlyCognitoUsesJson =
      classes()
          .that()
          .resideInAPackage(ROOT + ".internal.json..")
          .should()
          .onlyBeAccessed()
          .byAnyPackage(ROOT + ".internal.cognito..", ROOT + ".internal.json..");

  @ArchTest
  static final ArchRule jsonKnowsNothingOfOurs =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".internal.json..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(ROOT + "..").and(resideOutside(ROOT + ".internal.json")));

  @ArchTest
  static final ArchRule cryptoAndErrorsKnowNoAws =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".crypto..", ROOT + ".storage..", ROOT + ".archive..", ROOT + ".error..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon.awssdk..", INTERNAL, ROOT + ".restore..", ROOT);

  @ArchTest
  static final ArchRule cryptoKnowsErrorsAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".crypto..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".storage..", ROOT + ".archive..", "com.fasterxml..");

  @ArchTest
  static final ArchRule storageKnowsCryptoAndErrorsAlone =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".storage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".archive..", "com.fasterxml..");

  @ArchTest
  static final ArchRule archiveKnowsNoStorage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".archive..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".storage..");

  @ArchTest
  static final ArchRule catalogueAndTransferKnowNoCognitoAndNoAws =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".catalogue..", ROOT + ".transfer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "software.amazon.awssdk..",
              ROOT,
              ROOT + ".restore..",
              ROOT + ".internal.cognito..",
              ROOT + ".internal.plan..",
              ROOT + ".internal.restore..");

  @ArchTest
  static final ArchRule whatIsExportedShowsNothingInternal =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".restore..", ROOT + ".event..", ROOT + ".pacing..", ROOT + ".error..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTERNAL);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().assignedFrom(packages()).should().beFreeOfCycles();

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
          .resideOutsideOfPackage(ROOT + ".emulator..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> resideOutside(
      String name) {
    return com.tngtech.archunit.base.DescribedPredicate.not(resideInAnyPackage(name));
  }

  /** Each package is a slice; the resources are part of what reads and writes a pool. */
  private static SliceAssignment packages() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
        return SliceIdentifier.of(javaClass.getPackageName().replaceAll("\\.resource$", ""));
      }

      @Override
      public String getDescription() {
        return "packages";
      }
    };
  }
}
