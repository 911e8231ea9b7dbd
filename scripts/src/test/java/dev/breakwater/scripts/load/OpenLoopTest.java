package dev.breakwater.scripts.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final Duration WITHIN = Duration.ofSeconds(30);

  private final List<Long> dues = new CopyOnWriteArrayList<>();

  @Test
  void doesNotMakeUpForAPause() throws InterruptedException {
    OpenLoop loop = OpenLoop.start("open-loop-test", 1_000, dues::add);
    try {
      await(100);
      loop.pause();
      long late = System.currentTimeMillis() + 300;
      Awaitility.await().atMost(WITHIN).until(() -> System.currentTimeMillis() > late);
      // One more may have been under way.
      int before = dues.size();
      long resumed = System.currentTimeMillis();
      loop.resume();
      await(before + 100);
      List<Long> all = List.of(dues.toArray(Long[]::new));
      assertThat(all.subList(before + 1, all.size())).allMatch(due -> due >= resumed);
      assertThat(all).isSorted();
    } finally {
      loop.stop(WITHIN);
    }
    assertThat(loop.failure()).isNull();
  }

  private void await(int count) {
    Awaitility.await().atMost(WITHIN).until(() -> dues.size() >= count);
  }
}
