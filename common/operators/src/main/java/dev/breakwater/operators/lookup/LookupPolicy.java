package dev.breakwater.operators.lookup;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a record: from the cache, from a result, or by the chain for when there
 * is none. Counts it. For one thread.
 */
final class LookupPolicy {

  /** The stage that dead letters name. */
  static final String STAGE = "lookup";

  private final FallbackRules fallback;
  private final Enricher enricher;
  private final AnswerCache cache;
  private final LookupMetrics metrics;
  private final LongSupplier millis;

  /**
   * @param millis the clock that dead letters are dated with
   */
  LookupPolicy(LookupConfig config, AnswerCache cache, LookupMetrics metrics, LongSupplier millis) {
    this.fallback = config.fallback();
    this.enricher = new Enricher(config);
    this.cache = cache;
    this.metrics = metrics;
    this.millis = millis;
  }

  /**
   * Where an event is looked up.
   *
   * @throws RejectedException if it cannot be
   */
  String url(Event event) throws RejectedException {
    return enricher.url(event);
  }

  /** What becomes of an event without a call; null if a call is needed. */
  @Nullable Outcome fromCache(Event event, String url) {
    Answer answer = cache.fresh(url);
    return answer == null ? null : answered(event, answer, Origin.CACHED);
  }

  /** True when an event of this URL cannot go on by the chain until there is an answer. */
  boolean needsAnswer(String url) {
    for (Unavailable each : fallback.chain()) {
      if (each == Unavailable.DEFAULT || (each == Unavailable.STALE && cache.stale(url) != null)) {
        return false;
      }
    }
    return true;
  }

  /** What becomes of an event after a call; null if it is to wait for an answer. */
  @Nullable Outcome after(Event event, String url, Result result) {
    if (result instanceof Answer answer) {
      return answered(event, answer, Origin.FRESH);
    } else if (result instanceof Result.Refused refused) {
      return rejected(event, new RejectedException(Reason.INVALID, refused.message()));
    }
    String failure = ((Result.Failed) result).message();
    for (Unavailable each : fallback.chain()) {
      Outcome outcome =
          switch (each) {
            case STALE -> stale(event, url);
            case DEFAULT -> defaulted(event);
            case DIVERT -> diverted(event, failure);
            case WAIT -> null;
          };
      if (outcome != null) {
        return outcome;
      }
    }
    return null;
  }

  Outcome rejected(Event event, RejectedException why) {
    metrics.rejected();
    return new DeadLetter(
        event.record(), why.reason(), STAGE, why.getMessage(), null, millis.getAsLong());
  }

  private Outcome answered(Event event, Answer answer, Origin origin) {
    try {
      Event enriched = enricher.answered(event, answer, origin, cache.ageMillis(answer));
      metrics.enriched(answer.value() == null ? Origin.ABSENT : origin);
      return enriched;
    } catch (RejectedException e) {
      return rejected(event, e);
    }
  }

  private @Nullable Outcome stale(Event event, String url) {
    Answer answer = cache.stale(url);
    return answer == null ? null : answered(event, answer, Origin.STALE);
  }

  private Outcome defaulted(Event event) {
    try {
      Event enriched = enricher.defaulted(event);
      metrics.enriched(Origin.DEFAULT);
      return enriched;
    } catch (RejectedException e) {
      return rejected(event, e);
    }
  }

  private Outcome diverted(Event event, String failure) {
    metrics.diverted();
    return new DeadLetter(
        event.record(), Reason.DEPENDENCY, STAGE, failure, null, millis.getAsLong());
  }
}
