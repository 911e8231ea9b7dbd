package dev.breakwater.operators.audit;

import static dev.breakwater.operators.ledger.Boundary.EXIT;
import static dev.breakwater.operators.ledger.Boundary.READ;
import static dev.breakwater.operators.ledger.Boundary.RECEIVED;
import static dev.breakwater.operators.ledger.Boundary.WRITTEN;

import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import dev.breakwater.operators.metrics.Metric;
import dev.breakwater.testkit.contract.StatefulContract;
import dev.breakwater.testkit.contract.StatefulContractBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class AuditContractTest {

  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/audit/snapshots");
  private static final String[] TOPICS = {"t", "u", "v", "w"};

  @TestFactory
  Stream<DynamicTest> contract() {
    StatefulContractBuilder<String, LedgerEntry, Verdict> contract =
        StatefulContract.<LedgerEntry, Verdict>ofOperator(() -> new AuditOperator(Books.CONFIG, 0))
            .keyedBy(Account::line, Types.STRING, AuditTypes.ENTRY, AuditTypes.VERDICT)
            .metrics(metrics());
    for (int minute = 0; minute < 6; minute++) {
      long now = minute * Books.MINUTE;
      contract.processingTime(now);
      for (String topic : TOPICS) {
        book(contract, topic, now, minute);
      }
      contract.watermark(now);
    }
    // Late for all that was judged by then.
    contract.record(AuditOperatorTest.booked("b", RECEIVED, "", "t", 0, 1, 1, 360_000), 360_000);
    contract.watermark(9 * Books.MINUTE);
    // What came later to this script comes behind all that older snapshots have seen of it.
    for (int minute = 10; minute < 20; minute++) {
      long now = minute * Books.MINUTE;
      contract.processingTime(now);
      for (String topic : TOPICS) {
        aged(contract, topic, now, minute);
      }
      contract.watermark(now);
    }
    return contract
        .watermark(23 * Books.MINUTE)
        .expiredAt(1_000 * Books.MINUTE, 1_000 * Books.MINUTE)
        .snapshots(SNAPSHOTS, "2")
        .build()
        .tests();
  }

  private static void book(
      StatefulContractBuilder<String, LedgerEntry, Verdict> contract,
      String topic,
      long now,
      int count) {
    int many = count + 1;
    contract
        .record(AuditOperatorTest.booked("a", READ, "", topic, now, many, 7, now), now)
        .record(AuditOperatorTest.booked("a", EXIT, "main", topic, now, many, 7, now), now)
        .record(AuditOperatorTest.booked("a", WRITTEN, "main", topic, now, many, 7, now), now);
    if (!topic.equals("w")) {
      contract.record(
          AuditOperatorTest.booked("b", RECEIVED, "", topic, now, many / 2 + 1, 7, now), now);
    }
  }

  private static void aged(
      StatefulContractBuilder<String, LedgerEntry, Verdict> contract,
      String topic,
      long now,
      long age) {
    contract
        .record(AuditOperatorTest.aged("a", READ, "", topic, now, now, age, 2), now)
        .record(AuditOperatorTest.aged("a", EXIT, "main", topic, now, now, 100 * age, 200), now)
        .record(AuditOperatorTest.aged("a", WRITTEN, "main", topic, now, now, 50, 60), now)
        .record(AuditOperatorTest.aged("b", RECEIVED, "", topic, now, now, 900, 70 * age), now);
  }

  private static String[] metrics() {
    List<String> names = new ArrayList<>();
    for (Metric metric : AuditMetrics.all()) {
      if (metric.label().isEmpty()) {
        names.add(metric.name());
      } else {
        for (Equation equation : Equation.values()) {
          names.add(metric.label() + '.' + equation.code() + '.' + metric.name());
        }
      }
    }
    for (Metric metric : AgeMetrics.all()) {
      for (Boundary boundary : Boundary.values()) {
        names.add(metric.label() + '.' + boundary.code() + '.' + metric.name());
      }
    }
    return names.toArray(String[]::new);
  }
}
