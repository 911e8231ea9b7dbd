package dev.breakwater.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What may know what. */
@AnalyzeClasses(
    packages = "dev.breakwater.jobs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

  @ArchTest
  static final ArchRule aJobDoesNotKnowWhatStartsIt =
      noClasses()
          .that()
          .resideInAPackage("dev.breakwater.jobs.*..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(Jobs.class);

  @ArchTest
  static final ArchRule jobsDoNotKnowEachOther =
      slices().matching("dev.breakwater.jobs.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nothingKnowsTheTestkit =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.breakwater.testkit..");
}
