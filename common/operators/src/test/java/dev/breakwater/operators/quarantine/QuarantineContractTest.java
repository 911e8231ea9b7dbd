package dev.breakwater.operators.quarantine;

import static dev.breakwater.operators.quarantine.Outcomes.back;
import static dev.breakwater.operators.quarantine.Outcomes.dead;
import static dev.breakwater.operators.quarantine.Outcomes.event;
import static dev.breakwater.operators.quarantine.Outcomes.record;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.testkit.contract.StatefulContract;
import dev.breakwater.testkit.contract.StatefulContractBuilder;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class QuarantineContractTest {

  private static final int KEYS = 6;
  private static final long MANY = 1L << 40;
  private static final QuarantineConfig LIMITS = WaitingLineTest.limits(100, MANY, MANY);
  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/quarantine/snapshots");

  @TestFactory
  Stream<DynamicTest> contract() {
    StatefulContractBuilder<QuarantineKey, Outcome, Outcome> contract =
        StatefulContract.<Outcome, Outcome>ofOperator(() -> new QuarantineOperator(LIMITS))
            .keyedBy(QuarantineKey::of, QuarantineKey.TYPE, EventTypes.OUTCOME, EventTypes.OUTCOME)
            .metrics(
                QuarantineMetrics.all().stream()
                    .map(metric -> metric.name())
                    .toArray(String[]::new));
    for (int key = 0; key < KEYS; key++) {
      park(contract, "key-" + key, 10L * key);
    }
    for (int key = 0; key < KEYS; key++) {
      goOn(contract, "key-" + key, 10L * key);
    }
    return contract
        .expiredAt(Long.MAX_VALUE, 10 * LIMITS.maxWaitMillis())
        .snapshots(SNAPSHOTS, "1")
        .build()
        .tests();
  }

  /** Two records of the key are away, and one waits for both. */
  private static void park(
      StatefulContractBuilder<QuarantineKey, Outcome, Outcome> contract, String key, long at) {
    contract
        .processingTime(at)
        .record(event(key, at), at)
        .record(dead(record(key, at + 1)), at)
        .record(dead(record(key, at + 2)), at)
        .record(event(key, at + 3), at);
  }

  /** One comes back, and the other one does not in time: every key a while after the last one. */
  private static void goOn(
      StatefulContractBuilder<QuarantineKey, Outcome, Outcome> contract, String key, long at) {
    contract
        .record(event(back(record(key, at + 2), at)), at)
        .record(event(key, at + 4), at)
        .processingTime(LIMITS.maxWaitMillis() + at)
        .record(dead(record(key, at + 5)), at)
        .record(event(key, at + 6), at);
  }
}
