package dev.breakwater.scripts.judge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.service.Airports;
import dev.breakwater.testkit.verdict.Judge;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The verdict on enriched events, right and wrong in one way at a time. */
class EnrichedOutputsTest {

  private final Airports airports = Airports.load();
  private final Workload workload = Workload.builder().seed(9).events(200).build();
  private final GroundTruth truth = GroundTruth.of(workload);
  private final List<Enriched> output = new ArrayList<>();

  /** An enriched event, before it is written. */
  private record Enriched(WorkloadRecord flight, long offset, String lookup, String value) {}

  private String airport(String code) {
    return Objects.requireNonNull(airports.json(code), code);
  }

  @BeforeEach
  void enrichAll() {
    long offset = 0;
    for (WorkloadRecord flight : workload) {
      output.add(enriched(flight, offset++, "fresh", airport(origin(flight))));
    }
  }

  @Test
  void holdWithTheRightAirports() {
    output.set(1, again(1, "cached", airport(origin(1))));
    output.set(2, again(2, "stale", airport(origin(2))));
    output.set(3, again(3, "default", EnrichedPayload.DEFAULT));
    WorkloadRecord absent = output.get(4).flight();
    output.set(4, new Enriched(absent, 4, "absent", new String(absent.value(), UTF_8)));
    Verdict verdict = verdict();
    assertThat(verdict.holds()).as("%s", verdict).isTrue();
  }

  @Test
  void findAnotherAirport() {
    String other = origin(5).equals("ORD") ? "ABE" : "ORD";
    output.set(5, again(5, "fresh", airport(other)));
    assertThat(verdict().altered()).isEqualTo(1);
  }

  @Test
  void findADefaultThatSaysItIsAnAnswerAndTheOtherWayRound() {
    output.set(5, again(5, "fresh", EnrichedPayload.DEFAULT));
    output.set(6, again(6, "default", airport(origin(6))));
    assertThat(verdict().altered()).isEqualTo(2);
  }

  @Test
  void findAnEventWithoutItsAirport() {
    WorkloadRecord flight = output.get(5).flight();
    output.set(5, new Enriched(flight, 5, "fresh", new String(flight.value(), UTF_8)));
    assertThat(verdict().altered()).isEqualTo(1);
  }

  @Test
  void findAnEventThatNothingIsSaidOf() {
    output.set(5, new Enriched(output.get(5).flight(), 5, "", output.get(5).value()));
    assertThat(verdict().altered()).isEqualTo(1);
  }

  @Test
  void findAnotherPayloadUnderTheRightAirport() {
    Enriched event = output.get(5);
    String value = event.value().replace("\"delay\":", "\"delay\":1");
    output.set(5, new Enriched(event.flight(), 5, "fresh", value));
    assertThat(verdict().altered()).isEqualTo(1);
  }

  @Test
  void findTwoOfAKeyThatChangedPlaces() {
    int first = 0;
    int second = 1;
    while (!origin(second).equals(origin(first))) {
      second++;
      if (second == output.size()) {
        first++;
        second = first + 1;
      }
    }
    Enriched early = output.get(first);
    output.set(first, output.get(second));
    output.set(second, early);
    Verdict verdict = verdict();
    assertThat(verdict.reordered()).isPositive();
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.lost() + verdict.altered() + verdict.duplicated()).isZero();
  }

  @Test
  void letKeysOvertakeEachOther() {
    output.sort((one, other) -> origin(one.flight()).compareTo(origin(other.flight())));
    assertThat(verdict().holds()).isTrue();
  }

  private Verdict verdict() {
    Outputs outputs = Outputs.enriched("enriched", List.of(), List.of());
    Judge judge = new Judge(truth, outputs.reading(), outputs.order());
    long offset = 0;
    for (Enriched event : output) {
      judge.clean(record(event, offset++));
    }
    return judge.verdict();
  }

  private static ConsumerRecord<byte[], byte[]> record(Enriched event, long offset) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "enriched", 0, offset, event.flight().key(), event.value().getBytes(UTF_8));
    record.headers().add("ce_id", event.flight().id().getBytes(UTF_8));
    record.headers().add("breakwater-origin", ("clean-0@" + event.offset()).getBytes(UTF_8));
    if (!event.lookup().isEmpty()) {
      record.headers().add(EnrichedPayload.LOOKUP, event.lookup().getBytes(UTF_8));
    }
    return record;
  }

  private Enriched again(int index, String lookup, String airport) {
    return enriched(output.get(index).flight(), index, lookup, airport);
  }

  private static Enriched enriched(
      WorkloadRecord flight, long offset, String lookup, String airport) {
    String value = new String(flight.value(), UTF_8);
    String with = value.substring(0, value.length() - 1) + ",\"airport\":" + airport + "}";
    return new Enriched(flight, offset, lookup, with);
  }

  private String origin(int index) {
    return origin(output.get(index).flight());
  }

  private static String origin(WorkloadRecord flight) {
    return Reading.jsonText("origin")
        .apply(new ConsumerRecord<>("in", 0, 0, flight.key(), flight.value()));
  }
}
