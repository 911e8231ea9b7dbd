package dev.breakwater.operators.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The circuit breaker of one endpoint, by Resilience4j. Who is permitted must tell how the call
 * ended, exactly once. Thread-safe.
 */
public final class Breaker {

  private static final Logger LOGGER = LoggerFactory.getLogger(Breaker.class);
  private static final Shared<Key, Breaker> IN_PROCESS = new Shared<>(breaker -> {});

  private final Key key;
  private final CircuitBreaker breaker;
  private final MonotonicClock clock;
  private final List<Runnable> whenClosed = new CopyOnWriteArrayList<>();
  private final AtomicLong opened = new AtomicLong();
  private volatile long openUntilMillis;
  private volatile String lastFailure = "none";

  private record Key(String instance, String endpoint, BreakerConfig config) {}

  private Breaker(Key key, LongSupplier nanos) {
    this.key = key;
    this.clock = new MonotonicClock(nanos);
    BreakerConfig config = key.config;
    this.breaker =
        CircuitBreaker.of(
            key.endpoint,
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    Math.toIntExact(config.window().toSeconds()),
                    config.minimumCalls(),
                    CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .failureRateThreshold((float) (config.failureRatio() * 100))
                // Slow calls end at their deadline, as failures.
                .slowCallDurationThreshold(Duration.ofDays(1))
                .waitDurationInOpenState(config.openFor())
                .permittedNumberOfCallsInHalfOpenState(config.probes())
                .clock(clock)
                .currentTimestampFunction(now -> nanos.getAsLong(), TimeUnit.NANOSECONDS)
                .build());
    breaker.getEventPublisher().onStateTransition(this::changed);
  }

  /**
   * The breaker of an endpoint in this process; give it back with {@link #release}.
   *
   * @param instance the instance of the job
   * @param endpoint scheme, host and port
   */
  public static Breaker acquire(String instance, String endpoint, BreakerConfig config) {
    Key key = new Key(instance, endpoint, config);
    return IN_PROCESS.acquire(key, () -> new Breaker(key, System::nanoTime));
  }

  /** A breaker that nobody else holds. */
  public static Breaker alone(String endpoint, BreakerConfig config, LongSupplier nanos) {
    return new Breaker(new Key("", endpoint, config), nanos);
  }

  /** Forgets an {@linkplain #acquire acquired} breaker when this was its last holder. */
  public void release() {
    IN_PROCESS.release(key);
  }

  /** True if a call may be made now: then one of the three below must follow. */
  public boolean tryAcquire() {
    return breaker.tryAcquirePermission();
  }

  /** The call was answered. */
  public void succeeded(long nanos) {
    breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
  }

  /**
   * The call failed.
   *
   * @param reason for the log, without contents of records
   */
  public void failed(long nanos, String reason) {
    lastFailure = reason;
    breaker.onError(nanos, TimeUnit.NANOSECONDS, new FailedCallException(reason));
  }

  /** The call was given up and says nothing about the dependency. */
  public void cancelled() {
    breaker.releasePermission();
  }

  public BreakerState state() {
    return BreakerState.of(breaker.getState());
  }

  /** How long no call will be permitted, in milliseconds; 0 when one may be. */
  public long millisUntilProbe() {
    return state() == BreakerState.OPEN ? Math.max(0, openUntilMillis - clock.millis()) : 0;
  }

  /** Runs the action whenever the breaker has closed, by whoever closed it: short, no waiting. */
  public void whenClosed(Runnable action) {
    whenClosed.add(action);
  }

  /** Ends {@link #whenClosed}. */
  public void forget(Runnable action) {
    whenClosed.remove(action);
  }

  double failureRatio() {
    float percent = breaker.getMetrics().getFailureRate();
    return percent < 0 ? -1 : percent / 100.0;
  }

  long opened() {
    return opened.get();
  }

  private void changed(CircuitBreakerOnStateTransitionEvent event) {
    switch (BreakerState.of(event.getStateTransition().getToState())) {
      case OPEN -> {
        // One more: it asks whether the time is past, not whether it is reached.
        openUntilMillis = clock.millis() + key.config.openFor().toMillis() + 1;
        opened.incrementAndGet();
        CircuitBreaker.Metrics metrics = breaker.getMetrics();
        LOGGER.warn(
            "breaker opened endpoint={} failureRatio={} calls={} failed={} openFor={} last={}",
            key.endpoint,
            failureRatio(),
            metrics.getNumberOfBufferedCalls(),
            metrics.getNumberOfFailedCalls(),
            key.config.openFor(),
            lastFailure);
      }
      case HALF_OPEN ->
          LOGGER.info(
              "breaker lets probes through endpoint={} probes={}",
              key.endpoint,
              key.config.probes());
      case CLOSED -> {
        LOGGER.info("breaker closed endpoint={} probes={}", key.endpoint, key.config.probes());
        whenClosed.forEach(Runnable::run);
      }
    }
  }

  /** How a failure is told to Resilience4j. */
  private static final class FailedCallException extends Exception {

    private static final long serialVersionUID = 1L;

    FailedCallException(String reason) {
      super(reason, null, false, false);
    }
  }
}
