package dev.breakwater.operators.quorum;

import dev.breakwater.operators.dedup.Fingerprint;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.testkit.contract.StatefulContract;
import dev.breakwater.testkit.contract.StatefulContractBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class QuorumContractTest {

  private static final long HOUR = 3_600_000;
  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/quorum/snapshots");

  @TestFactory
  Stream<DynamicTest> contract() {
    QuorumConfig config = Configs.of("quorum.silent-after", "1 h", "quorum.divergence.ratio", "1");
    StatefulContractBuilder<Fingerprint, Event, Event> contract =
        StatefulContract.<Event, Event>ofOperator(() -> new QuorumOperator(config, null))
            .keyedBy(Fingerprint::of, Fingerprint.TYPE, EventTypes.EVENT, EventTypes.EVENT)
            .metrics(metrics(config));
    for (Copy copy : RandomCopies.of(3, ArbiterModelTest.config(List.of()), 40)) {
      contract.processingTime(copy.at()).record(copy.event(), copy.time());
    }
    return contract
        .processingTime(100_000)
        .expiredAt(Long.MAX_VALUE, 3 * HOUR)
        .snapshots(SNAPSHOTS, "1")
        .build()
        .tests();
  }

  private static String[] metrics(QuorumConfig config) {
    List<String> names = new ArrayList<>();
    for (Metric metric : QuorumMetrics.all()) {
      if (QuorumMetrics.perReplica().contains(metric)) {
        config
            .names()
            .forEach(
                name -> names.add(QuorumMetrics.REPLICA_LABEL + "." + name + "." + metric.name()));
      } else {
        names.add(metric.name());
      }
    }
    return names.toArray(new String[0]);
  }
}
