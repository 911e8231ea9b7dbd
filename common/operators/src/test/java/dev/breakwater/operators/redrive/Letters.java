package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.deadletter.DeadLetterHeaders;
import dev.breakwater.operators.event.Headers;
import dev.breakwater.operators.event.RawRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dead letters and configurations for the tests. */
final class Letters {

  static final String DEAD = "flights.dead";
  static final String RETRY = "flights-ingest.retry";
  static final String PARKED = "flights.parked";
  static final RedriveFilter ANY =
      new RedriveFilter(
          Set.of(), Set.of(), Set.of(), RedriveFilter.Window.ALWAYS, Set.of(), Set.of(), List.of());
  static final HealthConfig NOBODY =
      new HealthConfig(null, Duration.ofSeconds(10), Duration.ofSeconds(5));

  private final List<String> names = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();

  private Letters() {}

  static Letters letter() {
    return new Letters();
  }

  /** One of ours, of a job that may be tried again. */
  static Letters ours(String reason, long failedAt) {
    return letter()
        .with(DeadLetterHeaders.REASON, reason)
        .with(DeadLetterHeaders.STAGE, "enrich")
        .with(DeadLetterHeaders.JOB, "flights-ingest.r01")
        .with(DeadLetterHeaders.TOPIC, "flights.raw")
        .with(DeadLetterHeaders.PARTITION, "3")
        .with(DeadLetterHeaders.OFFSET, "77")
        .with(DeadLetterHeaders.ATTEMPTS, "1")
        .with(DeadLetterHeaders.FIRST_FAILURE, Long.toString(failedAt))
        .with(DeadLetterHeaders.LAST_FAILURE, Long.toString(failedAt));
  }

  Letters with(String name, String value) {
    return with(name, value.getBytes(UTF_8));
  }

  Letters with(String name, byte @Nullable [] value) {
    names.add(name);
    values.add(value);
    return this;
  }

  Headers headers() {
    byte[][] all = values.toArray(new byte[0][]);
    return new Headers(names.toArray(new String[0]), all);
  }

  RawRecord at(int partition, long offset) {
    byte[] value = {1, 2, 3};
    return new RawRecord(
        DEAD, partition, offset, 5_000 + offset, ("k" + offset).getBytes(UTF_8), value, headers());
  }

  static RedriveConfig config(Mode mode, RedriveFilter filter) {
    return new RedriveConfig(
        mode,
        filter,
        new RedriveTargets("{job}.retry", Set.of(RETRY)),
        PARKED,
        3,
        0,
        new Backoff(0, 0),
        1_000,
        NOBODY,
        1 << 20);
  }

  static RedriveConfig config(double rate, Backoff delay, int maxWaiting) {
    RedriveConfig base = config(Mode.ONE_SHOT, ANY);
    return new RedriveConfig(
        base.mode(),
        base.filter(),
        base.targets(),
        base.parkingTopic(),
        base.maxAttempts(),
        rate,
        delay,
        maxWaiting,
        base.health(),
        base.maxMemory());
  }

  static RedrivePolicy policy(RedriveConfig config) {
    return new RedrivePolicy(config, Set.of(), 1_000_000);
  }

  static RawRecord read(ProducerRecord<byte[], byte[]> written, int partition, long offset) {
    Letters letters = letter();
    for (Header header : written.headers()) {
      letters.with(header.key(), header.value());
    }
    return new RawRecord(
        written.topic(),
        partition,
        offset,
        written.timestamp() == null ? RawRecord.NO_TIMESTAMP : written.timestamp(),
        written.key(),
        written.value(),
        letters.headers());
  }
}
