package dev.breakwater.operators.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {

  private static final BreakerConfig CONFIG =
      new BreakerConfig(Duration.ofSeconds(10), 4, 0.5, Duration.ofSeconds(5), 2);

  private final AtomicLong nanos = new AtomicLong(1_000_000_000_000L);
  private final Breaker breaker = Breaker.alone("http://there", CONFIG, nanos::get);

  @Test
  void opensWhenHalfOfEnoughCallsHaveFailed() {
    call(true);
    call(false);
    call(true);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    call(false);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.opened()).isEqualTo(1);
    assertThat(breaker.failureRatio()).isEqualTo(0.5);
    assertThat(breaker.tryAcquire()).isFalse();
  }

  @Test
  void forgetsWhatHasLeftTheWindow() {
    call(false);
    call(false);
    call(false);
    pass(11_000);
    call(false);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void letsProbesThroughWhenItSaysSoAndNotBefore() {
    open();
    long wait = breaker.millisUntilProbe();
    assertThat(wait).isBetween(5_000L, 5_001L);
    pass(wait - 1);
    assertThat(breaker.tryAcquire()).isFalse();
    pass(1);
    assertThat(breaker.millisUntilProbe()).isZero();
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.tryAcquire()).as("two probes only").isFalse();
    assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
  }

  @Test
  void closesAfterGoodProbesAndTellsOnce() {
    List<String> told = new ArrayList<>();
    Runnable action = () -> told.add("closed");
    breaker.whenClosed(action);
    open();
    pass(5_001);
    call(true);
    assertThat(told).isEmpty();
    call(true);
    assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
    assertThat(told).containsExactly("closed");
    breaker.forget(action);
    open();
    pass(5_001);
    call(true);
    call(true);
    assertThat(told).containsExactly("closed");
  }

  @Test
  void opensAgainAfterBadProbes() {
    open();
    pass(5_001);
    call(false);
    call(false);
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    assertThat(breaker.opened()).isEqualTo(2);
    assertThat(breaker.millisUntilProbe()).isBetween(5_000L, 5_001L);
  }

  @Test
  void givesAProbeBackThatWasCancelled() {
    open();
    pass(5_001);
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.tryAcquire()).isTrue();
    breaker.cancelled();
    assertThat(breaker.tryAcquire()).isTrue();
    assertThat(breaker.tryAcquire()).isFalse();
  }

  @Test
  void opensAndClosesAsANaiveModelOverRandomCalls() {
    long seed = 77;
    Random random = new Random(seed);
    BreakerModel model = new BreakerModel(CONFIG);
    for (int i = 0; i < 50_000; i++) {
      long millis = random.nextInt(10) == 0 ? random.nextInt(7_000) : random.nextInt(300);
      pass(millis);
      boolean permitted = breaker.tryAcquire();
      long now = TimeUnit.NANOSECONDS.toMillis(nanos.get());
      assertThat(permitted).as("seed %d, call %d", seed, i).isEqualTo(model.permits(now));
      if (permitted) {
        boolean good = random.nextInt(100) < (i / 1_000 % 2 == 0 ? 80 : 20);
        tell(good);
        model.ended(now, good);
      }
      assertThat(breaker.state()).as("seed %d, call %d", seed, i).isEqualTo(model.state());
    }
    assertThat(breaker.opened()).as("seed %d: the test does something", seed).isGreaterThan(50);
  }

  @Test
  void isOnePerKeyAndIsForgottenAfterTheLastRelease() {
    Breaker first = Breaker.acquire("job.r01", "http://there", CONFIG);
    Breaker second = Breaker.acquire("job.r01", "http://there", CONFIG);
    Breaker other = Breaker.acquire("job.r02", "http://there", CONFIG);
    assertThat(second).isSameAs(first);
    assertThat(other).isNotSameAs(first);
    first.release();
    Breaker third = Breaker.acquire("job.r01", "http://there", CONFIG);
    assertThat(third).isSameAs(first);
    third.release();
    second.release();
    Breaker fourth = Breaker.acquire("job.r01", "http://there", CONFIG);
    assertThat(fourth).isNotSameAs(first);
    fourth.release();
    other.release();
  }

  private void open() {
    for (int i = 0; i < 8 && breaker.state() == BreakerState.CLOSED; i++) {
      call(false);
    }
    assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
  }

  private void call(boolean good) {
    assertThat(breaker.tryAcquire()).isTrue();
    tell(good);
  }

  private void tell(boolean good) {
    if (good) {
      breaker.succeeded(1_000_000);
    } else {
      breaker.failed(1_000_000, "planned");
    }
  }

  private void pass(long millis) {
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
