package dev.breakwater.operators;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.dedup.Fingerprint;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.metrics.MetricGroup;

/** What may know what. */
@AnalyzeClasses(
    packages = "dev.breakwater.operators",
    importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

  private static final String OURS = "dev.breakwater.operators..";
  private static final String[] KERNEL = {
    "dev.breakwater.operators.event..",
    "dev.breakwater.operators.kafka..",
    "dev.breakwater.operators.config..",
    "dev.breakwater.operators.input..",
    "dev.breakwater.operators.json..",
    "dev.breakwater.operators.metrics..",
    "dev.breakwater.operators.sketch..",
    "dev.breakwater.operators.time.."
  };

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.breakwater.operators.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theKernelKnowsNoFeature =
      noClasses()
          .that()
          .resideInAnyPackage(KERNEL)
          .should()
          .dependOnClassesThat(
              resideInAPackage(OURS)
                  .and(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAnyPackage(KERNEL))));

  @ArchTest
  static final ArchRule featuresDoNotKnowEachOther =
      slices()
          .matching("dev.breakwater.operators.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(alwaysTrue(), resideInAnyPackage(KERNEL))
          .ignoreDependency(
              resideInAPackage("dev.breakwater.operators.lookup.."),
              resideInAPackage("dev.breakwater.operators.breaker.."))
          // They read what dead letters say: the names of their headers.
          .ignoreDependency(
              resideInAnyPackage(
                  "dev.breakwater.operators.redrive..",
                  "dev.breakwater.operators.quarantine..",
                  "dev.breakwater.operators.ledger.."),
              type(DeadLetterHeaders.class))
          // It balances the entries, and books as a witness.
          .ignoreDependency(
              resideInAPackage("dev.breakwater.operators.audit.."),
              resideInAPackage("dev.breakwater.operators.ledger.."))
          // Both key their state by the same identity: see DECISIONS.
          .ignoreDependency(
              resideInAPackage("dev.breakwater.operators.quorum.."),
              JavaClass.Predicates.belongToAnyOf(Fingerprint.class));

  @ArchTest
  static final ArchRule onlyOnePlaceBuildsSourcesAndSinks =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.breakwater.operators.kafka..")
          .should()
          .dependOnClassesThat(
              JavaClass.Predicates.belongToAnyOf(KafkaSource.class, KafkaSink.class));

  @ArchTest
  static final ArchRule nothingKnowsTheTestkit =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.breakwater.testkit..");

  @ArchTest
  static final ArchRule onlyDefinedMetricsAreRegistered =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.breakwater.operators.metrics..")
          .should()
          .callMethodWhere(
              target(owner(assignableTo(MetricGroup.class)))
                  .and(target(nameMatching("counter|gauge|histogram|meter|addGroup"))));

  @ArchTest
  static final ArchRule noThreadsAndNoSleep =
      noClasses()
          .that()
          // An HTTP client needs some.
          .doNotHaveFullyQualifiedName("dev.breakwater.operators.lookup.HttpTransport")
          .and()
          // Says that it needs none.
          .doNotHaveFullyQualifiedName("dev.breakwater.operators.lookup.AnswerCache")
          .and()
          // Stays until its counter was scraped, and then its job is over.
          .doNotHaveFullyQualifiedName("dev.breakwater.operators.kafka.StrictCommitter")
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class);

  @ArchTest
  static final ArchRule operatorsSayThatTheyAreOnes =
      classes()
          .that()
          .areAssignableTo(org.apache.flink.streaming.api.operators.StreamOperator.class)
          .should()
          .haveSimpleNameEndingWith("Operator");
}
