package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.testkit.contract.StatefulContract;
import dev.breakwater.testkit.contract.StatefulContractBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RedriveContractTest {

  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/redrive/snapshots");

  @TestFactory
  Stream<DynamicTest> contract() {
    StatefulContractBuilder<String, RawRecord, RawRecord> contract =
        StatefulContract.<RawRecord, RawRecord>ofFactory(
                () ->
                    new RedriveHarness.Factory(
                        Letters.policy(Letters.config(0, new Backoff(20, 100), 1_000)), null, null))
            .keyedBy(
                RawRecord::position, Types.STRING, EventTypes.RAW_RECORD, EventTypes.RAW_RECORD)
            .metrics(metrics());
    for (int i = 0; i < 60; i++) {
      String reason = i % 5 == 0 ? "malformed" : "dependency";
      contract.record(Letters.ours(reason, i - i % 7).at(i % 3, i), i).processingTime(i + 1);
    }
    return contract.expiredAt(Long.MAX_VALUE, 10_000).snapshots(SNAPSHOTS, "1").build().tests();
  }

  private static String[] metrics() {
    List<String> names = new ArrayList<>();
    names.add(RedriveMetrics.SENT.name());
    names.add(RedriveMetrics.WAITING.name());
    names.add(RedriveMetrics.HEALTHY.name());
    for (Cause cause : Cause.values()) {
      String metric = (cause.parked() ? RedriveMetrics.PARKED : RedriveMetrics.LEFT).name();
      names.add(RedriveMetrics.CAUSE_LABEL + '.' + cause.code() + '.' + metric);
    }
    return names.toArray(String[]::new);
  }
}
