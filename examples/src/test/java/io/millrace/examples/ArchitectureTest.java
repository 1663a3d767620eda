package io.millrace.examples;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between modules and packages point one way. */
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.millrace");

  @Test
  void annotationsKnowNothingButTheJdk() {
    classes()
        .that()
        .resideInAnyPackage("io.millrace", "io.millrace.woven")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.millrace", "io.millrace.woven")
        .check(CLASSES);
  }

  @Test
  void theManifestKnowsNeitherCompilerNorRun() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.manifest..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.millrace.processor..", "io.millrace.runtime..", "javax.lang.model..")
        .check(CLASSES);
  }

  @Test
  void processorAndRuntimeNeverSeeEachOther() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.processor..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.runtime..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.millrace.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.millrace.processor..")
        .check(CLASSES);
  }

  /** The modules with libraries of their own are found by ServiceLoader, or not at all. */
  @Test
  void theRuntimeDoesWithoutTheModulesAroundIt() {
    noClasses()
        .that()
        .resideInAPackage("io.millrace.runtime..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.millrace.docker..",
            "io.millrace.registry..",
            "io.millrace.aws..",
            "io.millrace.kubernetes..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("io.millrace.docker..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.millrace.registry..", "io.millrace.aws..")
        .check(CLASSES);
  }

  @Test
  void packagesOfTheRuntimeAreInNoCircle() {
    slices().matching("io.millrace.runtime.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  /** As the runtime's package-info.java draws them. */
  @Test
  void packagesOfTheRuntimeKnowOnlyThoseToTheirRight() {
    List<String> packages =
        Stream.of(
                "cli",
                "image",
                "terminal",
                "scheduler",
                "parameters",
                "compute.local",
                "compute",
                "container",
                "bootstrap",
                "worker",
                "task",
                "weaving",
                "plan",
                "config",
                "metadata",
                "log",
                "datastore",
                "jvm",
                "storage",
                "artifact",
                "locale")
            .map(name -> "io.millrace.runtime." + name)
            .toList();
    for (int i = 1; i < packages.size(); i++) {
      noClasses()
          .that()
          .resideInAPackage(packages.get(i))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(packages.subList(0, i).toArray(String[]::new))
          .check(CLASSES);
    }
  }

  @Test
  void packagesOfTheProcessorAreInNoCircle() {
    slices().matching("io.millrace.processor.(**)").should().beFreeOfCycles().check(CLASSES);
  }
}
