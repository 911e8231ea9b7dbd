package dev.breakwater.testkit.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;

class LocalFlinkExtensionIT {

  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final LocalFlinkExtension extension = LocalFlinkExtension.create();

  @BeforeEach
  void startCluster() {
    extension.beforeAll(afterTest(Optional.empty()));
  }

  @AfterEach
  void stopCluster() {
    extension.afterAll(afterTest(Optional.empty()));
  }

  @Test
  void failsATestThatLeavesAJobBehindAndCancelsTheJob() {
    LocalJob job = startCounting();
    assertThatThrownBy(() -> extension.afterEach(afterTest(Optional.empty())))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("test left jobs behind: counting \\(.*\\) RUNNING");
    assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void onlyCancelsTheJobOfATestThatFailedItself() {
    LocalJob job = startCounting();
    extension.afterEach(afterTest(Optional.of(new AssertionError("the test's own"))));
    assertThat(job.status()).isEqualTo(JobStatus.CANCELED);
  }

  @Test
  void acceptsATestThatEndedItsJob() {
    startCounting().cancel(DEADLINE);
    extension.afterEach(afterTest(Optional.empty()));
  }

  private LocalJob startCounting() {
    StreamExecutionEnvironment environment = extension.environment();
    Counting.addTo(environment);
    LocalJob job = extension.cluster().submit(environment, "counting");
    job.awaitRunning(DEADLINE);
    return job;
  }

  private static ExtensionContext afterTest(Optional<Throwable> failure) {
    return (ExtensionContext)
        Proxy.newProxyInstance(
            LocalFlinkExtensionIT.class.getClassLoader(),
            new Class<?>[] {ExtensionContext.class},
            (proxy, method, arguments) -> failure);
  }
}
