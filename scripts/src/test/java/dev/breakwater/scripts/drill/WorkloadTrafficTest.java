package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.scripts.drill.measure.Load;
import dev.breakwater.scripts.input.Outlet;
import dev.breakwater.scripts.judge.Outputs;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The way that a workload goes may be any; what comes out is on Kafka. */
class WorkloadTrafficTest {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final List<String> calls = new ArrayList<>();
  private final AtomicLong taken = new AtomicLong();
  private final WorkloadTraffic traffic =
      new WorkloadTraffic(this::open, Outputs.ingest("clean", "dead", List.of()));

  @Test
  void goesTheWayThatItIsGivenOnceItIsStarted() throws InterruptedException {
    assertThat(calls).isEmpty();
    try (traffic) {
      traffic.start("kafka:9092", 1_000, 3);
      Awaitility.await().atMost(WITHIN).until(() -> traffic.acknowledged() > 50);
      assertThat(traffic.acknowledged()).isLessThanOrEqualTo(taken.get());
    }
    assertThat(calls).containsExactly("open kafka:9092", "close");
  }

  @Test
  void comesOutOfTheTopicsOfTheJob() {
    assertThat(traffic.events()).isEqualTo("clean");
    assertThat(traffic.dead()).containsExactly("dead");
    ConsumerRecord<byte[], byte[]> event =
        new ConsumerRecord<>("clean", 0, 0, new byte[0], new byte[0]);
    assertThat(traffic.dueMillis(event)).isZero();
    event.headers().add(Load.DUE, new byte[] {'1', '7'});
    assertThat(traffic.dueMillis(event)).isEqualTo(17);
  }

  @Test
  void hasNoSenderBeforeItIsStarted() {
    assertThatThrownBy(traffic::load).isInstanceOf(IllegalStateException.class);
  }

  private Outlet open(String servers) {
    calls.add("open " + servers);
    return new Outlet() {
      @Override
      public void send(WorkloadRecord record, Answer answer) {
        taken.incrementAndGet();
        answer.is(null);
      }

      @Override
      public void finish() {
        calls.add("finish");
      }

      @Override
      public void close() {
        calls.add("close");
      }
    };
  }
}
