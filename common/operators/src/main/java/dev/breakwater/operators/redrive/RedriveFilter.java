package dev.breakwater.operators.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.RawRecord;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: those that meet all that is given. An empty set means any.
 *
 * @param jobs instances, or their names without the number of the run
 * @param window when it failed last
 * @param keys of the records, as text
 * @param topics that the records were read from when they failed
 * @param positions where the dead letters are
 */
public record RedriveFilter(
    Set<String> reasons,
    Set<String> stages,
    Set<String> jobs,
    Window window,
    Set<String> keys,
    Set<String> topics,
    List<PositionRange> positions)
    implements Serializable {

  /**
   * A time range.
   *
   * @param from epoch milliseconds, inclusive
   * @param until epoch milliseconds, exclusive
   */
  record Window(long from, long until) implements Serializable {

    static final Window ALWAYS = new Window(Long.MIN_VALUE, Long.MAX_VALUE);

    boolean contains(long time) {
      return time >= from && time < until;
    }
  }

  public RedriveFilter {
    reasons = Set.copyOf(reasons);
    stages = Set.copyOf(stages);
    jobs = Set.copyOf(jobs);
    keys = Set.copyOf(keys);
    topics = Set.copyOf(topics);
    positions = List.copyOf(positions);
  }

  /** True when it names anything. */
  boolean isGiven() {
    return !(reasons.isEmpty()
        && stages.isEmpty()
        && jobs.isEmpty()
        && window.equals(Window.ALWAYS)
        && keys.isEmpty()
        && topics.isEmpty()
        && positions.isEmpty());
  }

  /**
   * @param failure null for a record in no dialect: it has no reason, stage, job or topic
   */
  boolean matches(RawRecord record, @Nullable Failure failure) {
    return matchesFailure(failure)
        && window.contains(failedAt(record, failure))
        && isAny(keys, record.key() == null ? null : new String(record.key(), UTF_8))
        && (positions.isEmpty() || positions.stream().anyMatch(one -> one.contains(record)));
  }

  private boolean matchesFailure(@Nullable Failure failure) {
    if (failure == null) {
      return reasons.isEmpty() && stages.isEmpty() && jobs.isEmpty() && topics.isEmpty();
    }
    return isAny(reasons, failure.reason())
        && isAny(stages, failure.stage())
        && (isAny(jobs, failure.job()) || isAny(jobs, RedriveTargets.base(failure.job())))
        && isAny(topics, failure.original().topic());
  }

  /** When it failed last; where its dialect does not say, the timestamp of the dead letter. */
  static long failedAt(RawRecord record, @Nullable Failure failure) {
    return failure == null || failure.times().last() == Failure.NONE
        ? record.timestamp()
        : failure.times().last();
  }

  private static boolean isAny(Set<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || (value != null && wanted.contains(value));
  }
}
