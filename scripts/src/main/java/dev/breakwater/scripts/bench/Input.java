package dev.breakwater.scripts.bench;

import dev.breakwater.scripts.bench.Expected.Work;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A topic of flights as JSON, keyed by id, 5 % of them duplicates and 0.5 % broken, and what must
 * become of it.
 */
final class Input {

  private static final double DUPLICATES = 0.05;
  private static final double MALFORMED = 0.005;

  /** What every row can be asked to find; bytes that are no text would not survive a string. */
  private static final Kind[] MALFORMED_KINDS = {
    Kind.TRUNCATED, Kind.WRONG_TYPE, Kind.MISSING_ID, Kind.MISSING_DATE, Kind.IMPOSSIBLE_DATE
  };

  private final String topic;
  private final long records;
  private final Map<Work, Expected> expected = new EnumMap<>(Work.class);

  private Input(String topic, long records) {
    this.topic = topic;
    this.records = records;
    for (Work work : Work.values()) {
      expected.put(work, new Expected(work, new Tally(), new Tally()));
    }
  }

  /** Writes the topic, which exists and is empty. */
  static Input preload(String bootstrap, String topic, long records, long seed) {
    Input input = new Input(topic, records);
    Workload workload =
        Workload.builder()
            .seed(seed)
            .events(records)
            .duplicates(DUPLICATES)
            .malformed(MALFORMED, MALFORMED_KINDS)
            .idKeys()
            .build();
    Progress progress = new Progress("writing " + topic, records);
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long done = 0;
    try (KafkaProducer<byte[], byte[]> producer = producer(bootstrap)) {
      for (WorkloadRecord record : workload) {
        // The callback has the failure.
        var unused =
            producer.send(
                record.to(topic),
                (metadata, wrong) -> {
                  if (wrong != null) {
                    failure.compareAndSet(null, wrong);
                  }
                });
        input.expect(record);
        progress.at(++done);
      }
      producer.flush();
    }
    Exception wrong = failure.get();
    if (wrong != null) {
      throw new BenchException("the broker did not take the records of " + topic + ": " + wrong);
    }
    progress.done("%,d records, %,d unique".formatted(records, input.unique()));
    return input;
  }

  String topic() {
    return topic;
  }

  long records() {
    return records;
  }

  /** What must be on a row's topics when it has done this work. */
  Expected expected(Work work) {
    Expected of = expected.get(work);
    if (of == null) {
      throw new IllegalStateException("nothing is expected of " + work);
    }
    return of;
  }

  private long unique() {
    return expected(Work.INGEST).clean().records();
  }

  private void expect(WorkloadRecord record) {
    boolean dead = record.fate().isDead();
    expected(Work.COPY).clean().add(record.value());
    exit(Work.PARSE, dead).add(record.value());
    if (!record.fate().isDuplicate()) {
      exit(Work.INGEST, dead).add(record.value());
    }
  }

  private Tally exit(Work work, boolean dead) {
    return dead ? expected(work).dead() : expected(work).clean();
  }

  private static KafkaProducer<byte[], byte[]> producer(String bootstrap) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("bootstrap.servers", bootstrap);
    settings.put("compression.type", "lz4");
    settings.put("batch.size", 131_072);
    settings.put("linger.ms", 20);
    settings.put("buffer.memory", 67_108_864L);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
