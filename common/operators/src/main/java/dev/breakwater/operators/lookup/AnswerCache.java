package dev.breakwater.operators.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The answers that were given lately, by URL. Bounded in bytes and in time; thread-safe. */
final class AnswerCache {

  /** What an entry costs beside its texts, about. */
  private static final int OVERHEAD = 200;

  private final Cache<String, Answer> answers;
  private final CacheLimits limits;
  private final LongSupplier nanos;

  /**
   * @param nanos the clock that answers are dated with
   */
  AnswerCache(CacheLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
    this.answers =
        Caffeine.newBuilder()
            .maximumWeight(limits.maxBytes())
            .weigher(AnswerCache::weight)
            .expireAfterWrite(Duration.ofMillis(limits.keptMillis()))
            .ticker(nanos::getAsLong)
            // On the threads that use it: it needs none of its own.
            .executor(Runnable::run)
            .build();
  }

  private static int weight(String url, Answer answer) {
    byte[] value = answer.value();
    return OVERHEAD + url.length() + (value == null ? 0 : value.length);
  }

  void put(String url, Answer answer) {
    answers.put(url, answer);
  }

  /** An answer that is as good as a new one. */
  @Nullable Answer fresh(String url) {
    Answer answer = answers.getIfPresent(url);
    if (answer == null) {
      return null;
    }
    long limit = answer.value() == null ? limits.absentMillis() : limits.freshMillis();
    return ageMillis(answer) < limit ? answer : null;
  }

  /** The last answer, if it may stand in for a new one. */
  @Nullable Answer stale(String url) {
    Answer answer = answers.getIfPresent(url);
    return answer != null && ageMillis(answer) <= limits.staleMillis() ? answer : null;
  }

  long ageMillis(Answer answer) {
    return TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - answer.nanos());
  }

  /** How many there are, about. */
  long size() {
    return answers.estimatedSize();
  }
}
