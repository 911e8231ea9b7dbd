package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Attributes;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.RedriveHeaders;
import dev.breakwater.testkit.contract.Backend;
import dev.breakwater.testkit.contract.StatefulContract;
import dev.breakwater.testkit.contract.StatefulContractBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.util.OutputTag;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DedupContractTest {

  private static final OutputTag<Event> DUPLICATES =
      new OutputTag<>("duplicates", EventTypes.EVENT);
  private static final long RETENTION = Duration.ofMinutes(20).toMillis();
  private static final Path SNAPSHOTS =
      Path.of(
          System.getProperty("breakwater.root"),
          "common/operators/src/test/resources/dev/breakwater/operators/dedup/snapshots");

  @TestFactory
  Stream<DynamicTest> contract() {
    StatefulContractBuilder<Fingerprint, Event, Event> contract = contractBuilder();
    for (int i = 0; i < 40; i++) {
      contract.record(event("id-" + i % 25, i, Headers.EMPTY), i).processingTime(i);
    }
    return contract.snapshots(SNAPSHOTS, "1").build().tests();
  }

  @TestFactory
  Stream<DynamicTest> contractWithRedrivenEvents() {
    StatefulContractBuilder<Fingerprint, Event, Event> contract = contractBuilder();
    for (int i = 0; i < 40; i++) {
      byte[] attempt = {(byte) ('1' + i % 3)};
      Headers headers =
          i % 2 == 0
              ? Headers.EMPTY
              : new Headers(new String[] {RedriveHeaders.ATTEMPT}, new byte[][] {attempt});
      contract.record(event("id-" + i % 9, i, headers), i).processingTime(i);
    }
    return contract.build().tests();
  }

  private static StatefulContractBuilder<Fingerprint, Event, Event> contractBuilder() {
    return StatefulContract.<Event, Event>ofOperator(
            () ->
                new DedupOperator(
                    new DedupConfig("me.r01", RETENTION / 2, RETENTION, 1 << 20), DUPLICATES))
        .keyedBy(Fingerprint::of, Fingerprint.TYPE, EventTypes.EVENT, EventTypes.EVENT)
        .metrics(DedupMetrics.all().stream().map(metric -> metric.name()).toArray(String[]::new))
        .backends(Backend.ROCKSDB)
        .expiredAt(Long.MAX_VALUE, 2 * RETENTION);
  }

  private static Event event(String id, long timestamp, Headers headers) {
    RawRecord record = new RawRecord("raw", 0, 0, timestamp, null, new byte[] {1}, headers);
    Attributes attributes = new Attributes(id, "s", "t", null, null, null, null, List.of());
    return new Event(record, attributes, timestamp, record.value());
  }
}
