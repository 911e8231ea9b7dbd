package dev.breakwater.operators.lookup;

import dev.breakwater.operators.breaker.Breaker;
import dev.breakwater.operators.breaker.BreakerState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One lookup of one process, shared by its subtasks: cache, breaker, bulkhead and retries. Whoever
 * asks for an answer that somebody else asks for already shares the call. Thread-safe.
 *
 * <p>A fetch is ready (wants a place in the bulkhead), behind the probes (wants to know how they
 * end), in flight, pausing between two attempts, or parked: it has failed, and those who wait for
 * it wait until the dependency may be asked again.
 */
final class Endpoint {

  private final LookupConfig config;
  private final Breaker breaker;
  private final Transport transport;
  private final AnswerCache cache;
  private final RetrySchedule schedule;
  private final LongSupplier nanos;
  private final Runnable whenClosed = this::unparkAll;

  private final Map<String, Fetch> fetches = new HashMap<>();
  private final ArrayDeque<Fetch> ready = new ArrayDeque<>();
  private final List<Fetch> behindProbes = new ArrayList<>();
  private final Set<Fetch> parked = new LinkedHashSet<>();
  private int inFlight;
  private boolean closed;

  /** What an endpoint is made of. */
  record Parts(Breaker breaker, Transport transport, RetrySchedule schedule, LongSupplier nanos) {}

  Endpoint(LookupConfig config, Parts parts) {
    this.config = config;
    this.breaker = parts.breaker();
    this.transport = parts.transport();
    this.schedule = parts.schedule();
    this.nanos = parts.nanos();
    this.cache = new AnswerCache(config.cache(), nanos);
    breaker.whenClosed(whenClosed);
  }

  Breaker breaker() {
    return breaker;
  }

  AnswerCache cache() {
    return cache;
  }

  /**
   * Asks for an answer.
   *
   * @return what is known at once; null when the asker will be told
   */
  @Nullable Result ask(String url, Asker asker) {
    synchronized (this) {
      Fetch known = fetches.get(url);
      if (known != null && !known.isParked()) {
        known.addAsker(asker);
        return null;
      }
      if (known != null || breaker.millisUntilProbe() > 0) {
        asker.calls().shortCircuited();
        return new Result.Failed(known != null ? known.lastFailure() : "breaker is open");
      }
      Fetch fetch = new Fetch(url, asker.calls(), nanos.getAsLong());
      fetch.addAsker(asker);
      fetches.put(url, fetch);
      ready.add(fetch);
    }
    pump();
    return null;
  }

  /** Asks for an answer again and again, until there is one or a refusal: then it is told. */
  synchronized void await(String url, Asker asker, String failure) {
    Fetch fetch = fetches.get(url);
    if (fetch == null) {
      fetch = new Fetch(url, asker.calls(), nanos.getAsLong());
      fetches.put(url, fetch);
      park(fetch, failure);
    }
    fetch.addWaiter(asker);
  }

  /** Calls that are under way. */
  synchronized int callsInFlight() {
    return inFlight;
  }

  /** Begins what may begin, then tells who is to be told; never under the lock. */
  private void pump() {
    for (Runnable step = next(); step != null; step = next()) {
      step.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    if (closed || inFlight >= config.calls().calls()) {
      return null;
    }
    for (Fetch fetch = ready.poll(); fetch != null; fetch = ready.poll()) {
      if (breaker.tryAcquire()) {
        inFlight++;
        fetch.attempt();
        Fetch permitted = fetch;
        return () -> call(permitted);
      }
      if (!(fetch.isPatient() && probesEndHere())) {
        fetch.metrics().shortCircuited();
        return fail(fetch, "breaker is open");
      }
      behindProbes.add(fetch);
    }
    return null;
  }

  /** True when probes are under way, and a call of ours that will end and tell. */
  private boolean probesEndHere() {
    return inFlight > 0 && breaker.state() == BreakerState.HALF_OPEN;
  }

  private void call(Fetch fetch) {
    long start = nanos.getAsLong();
    try {
      transport.call(fetch.url(), reply -> ended(fetch, reply, nanos.getAsLong() - start));
    } catch (RuntimeException e) {
      // It was not made, so nobody will tell how it ended.
      synchronized (this) {
        if (closed) {
          return;
        }
        inFlight--;
      }
      breaker.cancelled();
      failTask(fetch, e);
    }
  }

  private void ended(Fetch fetch, Reply reply, long tookNanos) {
    synchronized (this) {
      if (closed) {
        return;
      }
      inFlight--;
    }
    if (reply.ending().isFailure()) {
      breaker.failed(tookNanos, reply.message());
    } else {
      breaker.succeeded(tookNanos);
    }
    try {
      fetch.metrics().called(reply.ending(), tookNanos);
      settle(fetch, reply).run();
    } catch (RuntimeException e) {
      failTask(fetch, e);
    }
    synchronized (this) {
      ready.addAll(behindProbes);
      behindProbes.clear();
    }
    pump();
  }

  /** Our own code has failed: so must whoever asked. */
  private void failTask(Fetch fetch, RuntimeException reason) {
    abandon(fetch).forEach(asker -> asker.fail(reason));
  }

  private synchronized Runnable settle(Fetch fetch, Reply reply) {
    if (!reply.ending().isFailure()) {
      Result result = result(fetch.url(), reply);
      List<Asker> told = abandon(fetch);
      return () -> told.forEach(asker -> asker.tell(result));
    }
    long elapsed = TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong() - fetch.beganNanos());
    long pause =
        reply.ending().heals()
            ? schedule.pause(fetch.attempts(), elapsed, reply.retryAfterMillis())
            : RetrySchedule.NEVER;
    if (pause == RetrySchedule.NEVER || breaker.millisUntilProbe() > pause || closed) {
      return fail(fetch, reply.message());
    }
    fetch.metrics().retried();
    transport.after(pause, () -> again(fetch));
    return () -> {};
  }

  private Result result(String url, Reply reply) {
    if (reply.ending() == Ending.REFUSED) {
      return new Result.Refused(reply.message());
    }
    Answer answer = new Answer(reply.value(), nanos.getAsLong());
    cache.put(url, answer);
    return answer;
  }

  /** Those who wait go on waiting; the others are to be told. */
  private Runnable fail(Fetch fetch, String failure) {
    List<Asker> told = fetch.takeAskers();
    if (fetch.hasWaiters()) {
      park(fetch, failure);
    } else {
      fetches.remove(fetch.url());
    }
    return () -> told.forEach(asker -> asker.tell(new Result.Failed(failure)));
  }

  private void park(Fetch fetch, String failure) {
    if (closed) {
      return;
    }
    fetch.park(failure);
    parked.add(fetch);
    long pause = Math.max(schedule.waitingPause(), breaker.millisUntilProbe());
    transport.after(pause, () -> unpark(fetch));
  }

  private void unpark(Fetch fetch) {
    synchronized (this) {
      if (!parked.remove(fetch)) {
        return;
      }
      fetch.unpark(nanos.getAsLong());
      ready.add(fetch);
    }
    pump();
  }

  private void unparkAll() {
    synchronized (this) {
      parked.forEach(fetch -> fetch.unpark(nanos.getAsLong()));
      ready.addAll(parked);
      parked.clear();
    }
    pump();
  }

  private void again(Fetch fetch) {
    synchronized (this) {
      ready.add(fetch);
    }
    pump();
  }

  private synchronized List<Asker> abandon(Fetch fetch) {
    fetches.remove(fetch.url());
    return fetch.takeAll();
  }

  /** Lets go of askers that are gone, and of what only they wanted, save calls under way. */
  synchronized void forgetGone() {
    List<Fetch> unwanted = fetches.values().stream().filter(fetch -> !fetch.forgetGone()).toList();
    for (Fetch fetch : unwanted) {
      if (parked.remove(fetch) || ready.remove(fetch) || behindProbes.remove(fetch)) {
        fetches.remove(fetch.url());
      }
    }
  }

  /** Nobody is told any more: whoever asked is gone. */
  void close() {
    synchronized (this) {
      closed = true;
      for (int i = 0; i < inFlight; i++) {
        breaker.cancelled();
      }
      parked.clear();
      ready.clear();
      behindProbes.clear();
      fetches.clear();
    }
    breaker.forget(whenClosed);
    transport.close();
  }
}
