package dev.breakwater.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the parts of the testkit may use. */
class StructureTest {

  /** Tests too: they must not lean on what the testkit is there to judge. */
  private static final JavaClasses CLASSES =
      new ClassFileImporter().importPackages("dev.breakwater");

  @Test
  void packagesHaveNoCycles() {
    slices().matching("dev.breakwater.testkit.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void theRootPackageUsesNoneOfTheParts() {
    classes()
        .that()
        .resideInAPackage("dev.breakwater.testkit")
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackage("dev.breakwater.testkit.*..")
        .check(CLASSES);
  }

  @Test
  void theJudgeKnowsNothingOfTheJudged() {
    noClasses()
        .that()
        .resideInAPackage("dev.breakwater.testkit..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.breakwater.operators..", "dev.breakwater.jobs..", "dev.breakwater.scripts..")
        .check(CLASSES);
    // Nor are they on the class path, from where they could be reached by name.
    assertThat(packages()).allMatch(name -> name.startsWith("dev.breakwater.testkit"));
  }

  @Test
  void everyPartIsSeen() {
    assertThat(packages())
        .contains(
            "dev.breakwater.testkit",
            "dev.breakwater.testkit.contract",
            "dev.breakwater.testkit.flink",
            "dev.breakwater.testkit.kafka");
  }

  private static Set<String> packages() {
    return CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
  }
}
