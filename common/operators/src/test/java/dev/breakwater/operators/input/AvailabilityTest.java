package dev.breakwater.operators.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

  private final Availability availability = new Availability();

  @Test
  void isToldOfArrivals() {
    CompletableFuture<Void> next = availability.next();
    assertThat(next).isNotDone();
    assertThat(availability.next()).as("whoever asks twice").isSameAs(next);
    availability.wake();
    assertThat(next).isDone();
    assertThat(availability.next()).isNotDone();
  }

  @Test
  void looksNowAndThenByItself() {
    assertThat(availability.next()).succeedsWithin(Duration.ofSeconds(30));
  }
}
