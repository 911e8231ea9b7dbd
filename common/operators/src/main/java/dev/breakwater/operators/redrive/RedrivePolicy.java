package dev.breakwater.operators.redrive;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RedriveHeaders;
import java.io.Serializable;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a dead letter: by the record and the configuration alone, so always the
 * same.
 */
public final class RedrivePolicy implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final Set<String> DETERMINISTIC =
      Stream.of(Reason.values())
          .filter(Reason::deterministic)
          .map(Reason::code)
          .collect(Collectors.toUnmodifiableSet());

  private final RedriveConfig config;
  private final Set<String> missing;
  private final int maxRecordBytes;

  /**
   * @param missing allowed targets that do not exist
   * @param maxRecordBytes the most that is written in one record, by Kafka's own estimate
   */
  public RedrivePolicy(RedriveConfig config, Set<String> missing, int maxRecordBytes) {
    this.config = config;
    this.missing = Set.copyOf(missing);
    this.maxRecordBytes = maxRecordBytes;
  }

  public RedriveConfig config() {
    return config;
  }

  /** What becomes of it, as far as the outputs do not hold it already. */
  public Decision decide(RawRecord record) {
    Failure failure = Dialect.read(record.headers());
    if (!config.filter().matches(record, failure)) {
      return new Decision.Leave(failure, Cause.FILTERED);
    }
    if (failure != null && DETERMINISTIC.contains(failure.reason()) && !isAskedFor(failure)) {
      return new Decision.Leave(failure, Cause.DETERMINISTIC);
    }
    Decision decision = sendOrPark(record, failure);
    return fits(record, decision) ? decision : new Decision.Leave(failure, Cause.OVERSIZED);
  }

  /** One run is somebody's decision when it names anything; a job that goes on needs the reason. */
  private boolean isAskedFor(Failure failure) {
    return config.filter().reasons().contains(failure.reason())
        || (config.mode() == Mode.ONE_SHOT && config.filter().isGiven());
  }

  private Decision sendOrPark(RawRecord record, @Nullable Failure failure) {
    if (failure != null && failure.stub()) {
      return new Decision.Park(failure, Cause.STUB);
    }
    int attempt = RedriveHeaders.attempt(record.headers()) + 1;
    if (attempt > config.maxAttempts()) {
      return new Decision.Park(failure, Cause.ATTEMPTS);
    }
    String target = config.targets().of(failure);
    if (target == null) {
      return new Decision.Park(failure, Cause.NO_TARGET);
    }
    if (!config.targets().allowed().contains(target)) {
      return new Decision.Park(failure, Cause.TARGET_NOT_ALLOWED);
    }
    return missing.contains(target)
        ? new Decision.Park(failure, Cause.TARGET_MISSING)
        : new Decision.Send(failure, target, attempt);
  }

  private boolean fits(RawRecord record, Decision decision) {
    ProducerRecord<byte[], byte[]> encoded = encode(record, decision);
    return encoded == null || RedriveRecords.size(encoded) <= maxRecordBytes;
  }

  /** The record to write; null when none is. */
  public @Nullable ProducerRecord<byte[], byte[]> encode(RawRecord record) {
    return encode(record, decide(record));
  }

  @Nullable ProducerRecord<byte[], byte[]> encode(RawRecord record, Decision decision) {
    if (decision instanceof Decision.Send send) {
      return RedriveRecords.sent(record, send);
    }
    return decision instanceof Decision.Park park
        ? RedriveRecords.parked(record, park, config.parkingTopic())
        : null;
  }

  /**
   * When it is to be sent, epoch milliseconds: so long after its last failure as this attempt
   * waits, but no longer from now.
   */
  long due(RawRecord record, Decision.Send send, long now) {
    long delay = config.delay().millis(send.attempt());
    long failedAt = RedriveFilter.failedAt(record, send.failure());
    return Math.min(now, Math.max(0, failedAt)) + delay;
  }
}
