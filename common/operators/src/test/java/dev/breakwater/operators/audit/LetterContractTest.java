package dev.breakwater.operators.audit;

import static dev.breakwater.operators.ledger.Boundary.EXIT;
import static dev.breakwater.operators.ledger.Boundary.WRITTEN;

import dev.breakwater.operators.event.Reason;
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

class LetterContractTest {

  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/audit/letter-snapshots");

  @TestFactory
  Stream<DynamicTest> contract() {
    StatefulContractBuilder<String, LedgerEntry, Void> contract =
        StatefulContract.<LedgerEntry, Void>ofOperator(() -> new LetterOperator(Books.CONFIG))
            .keyedBy(LetterOperator::key, Types.STRING, AuditTypes.ENTRY, Types.VOID)
            .metrics(metrics());
    for (int minute = 0; minute < 5; minute++) {
      long now = minute * Books.MINUTE;
      contract.processingTime(now);
      for (Reason reason : Reason.values()) {
        contract
            .record(entry("dead-letters." + reason.code(), now, 3), now)
            .record(taken("sent." + reason.code(), now, 1 + minute % 3), now);
      }
      contract.watermark(now);
    }
    return contract
        .expiredAt(1_000 * Books.MINUTE, 1_000 * Books.MINUTE)
        .snapshots(SNAPSHOTS, "1")
        .build()
        .tests();
  }

  private static LedgerEntry entry(String name, long now, long count) {
    return LetterOperatorTest.entry(WRITTEN, name, now, count, now);
  }

  private static LedgerEntry taken(String name, long now, long count) {
    return LetterOperatorTest.entry(EXIT, name, now, count, now);
  }

  private static String[] metrics() {
    List<String> names = new ArrayList<>();
    for (Metric metric : LetterMetrics.all()) {
      for (Reason reason : Reason.values()) {
        names.add(metric.label() + '.' + reason.code() + '.' + metric.name());
      }
    }
    return names.toArray(String[]::new);
  }
}
