package dev.breakwater.scripts.drill.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.dedup.Dedup;
import dev.breakwater.scripts.input.KafkaOutlet;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.testkit.kafka.EmbeddedKafkaExtension;
import dev.breakwater.testkit.kafka.TopicReader;
import dev.breakwater.testkit.verdict.Reading;
import dev.breakwater.testkit.verdict.Verdict;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Load, probe and verdict around something that stands for the job, right and wrong. */
class FinalReadingIT {

  @RegisterExtension static final EmbeddedKafkaExtension KAFKA = EmbeddedKafkaExtension.shared();

  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofSeconds(1);

  private final Workload workload =
      Workload.builder().seed(5).events(1_000_000).duplicates(0.1).build();
  private final List<ProducerRecord<byte[], byte[]>> output = new ArrayList<>();
  private String clean = "";
  private String dead = "";
  private GroundTruth truth = new GroundTruth();

  @BeforeEach
  void sendAndConvert() throws InterruptedException {
    String in = KAFKA.newTopic("in", 2);
    clean = KAFKA.newTopic("clean", 2);
    dead = KAFKA.newTopic("dead", 1);
    try (Load load = Load.start(KafkaOutlet.open(KAFKA.bootstrapServers(), in), 2_000, workload)) {
      Awaitility.await().atMost(DEADLINE).until(() -> load.acknowledged() > 2_000);
      truth = load.stop();
      assertThat(load.acknowledged()).isEqualTo(truth.records()).isEqualTo(load.sent());
    }
    Set<String> seen = new HashSet<>();
    TopicReader.readAll(KAFKA.bootstrapServers(), in, DEADLINE)
        .forEach(record -> convert(record, seen));
  }

  @Test
  void holdsForAJobThatDoesItRightAndTheProbeSeesAllOfIt() throws InterruptedException {
    Timeline timeline = new Timeline(System.currentTimeMillis());
    try (Probe probe =
        Probe.start(KAFKA.bootstrapServers(), clean, List.of(dead), Load::dueMillis, timeline)) {
      Verdict verdict = verdict();
      assertThat(verdict.holds()).as("%s", verdict).isTrue();
      Awaitility.await().atMost(DEADLINE).until(() -> timeline.records() == truth.clean());
      probe.requireHealthy();
    }
    assertThat(timeline.arrivals()).allMatch(arrival -> arrival.worstLatencyMillis() > 0);
  }

  @Test
  void findsWhatIsMissing() throws InterruptedException {
    output.remove(100);
    assertThat(verdict().lost()).isEqualTo(1);
  }

  @Test
  void findsTwoThatOvertookEachOtherInTheirLane() throws InterruptedException {
    Collections.swap(output, 0, sameLaneAs(0));
    Verdict verdict = verdict();
    assertThat(verdict.reordered()).as("%s", verdict).isPositive();
    assertThat(verdict.lost() + verdict.duplicated() + verdict.altered()).isZero();
    assertThat(verdict.holds()).isFalse();
  }

  private Verdict verdict() throws InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", KAFKA.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ProducerRecord<byte[], byte[]> record : output) {
        var unused = producer.send(record);
      }
      producer.flush();
    }
    Outputs outputs = Outputs.ingest(clean, dead, List.of());
    FinalReading.Result result =
        FinalReading.read(KAFKA.bootstrapServers(), outputs, truth, QUIET, QUIET);
    assertThat(result.complaints()).isEmpty();
    return result.verdict();
  }

  private void convert(ConsumerRecord<byte[], byte[]> record, Set<String> seen) {
    String id = Reading.jsonText("id").apply(record);
    if (id == null || !seen.add(id)) {
      return;
    }
    // All of one partition, as the lanes are within one.
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(clean, record.partition(), record.key(), record.value());
    String origin = "%s-%d@%d".formatted(record.topic(), record.partition(), record.offset());
    event.headers().add("ce_id", id.getBytes(UTF_8)).add("ce_source", "flights".getBytes(UTF_8));
    event.headers().add("breakwater-origin", origin.getBytes(UTF_8));
    event.headers().add(record.headers().lastHeader(Load.DUE));
    output.add(event);
  }

  private int sameLaneAs(int first) {
    for (int i = first + 1; i < output.size(); i++) {
      if (group(i) == group(first)
          && output.get(i).partition().equals(output.get(first).partition())) {
        return i;
      }
    }
    throw new AssertionError("no two events are of one lane");
  }

  private int group(int index) {
    String id = new String(output.get(index).headers().lastHeader("ce_id").value(), UTF_8);
    return Dedup.keyGroup("flights", id, Outputs.MAX_PARALLELISM);
  }
}
