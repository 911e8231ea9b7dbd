package dev.breakwater.backpressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.breakwater.testkit.flink.LocalFlink;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;

/** In a real Flink, configured as {@code conf/flink/config.yaml} configures it. */
class BackPressureReporterIT {

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final long WORK_NANOS = 2_000_000;

  @Test
  void saysWhoIsHeldUpAndByWhom() throws Exception {
    LogLines log = new LogLines();
    try (LocalFlink flink = LocalFlink.builder().configuration(reporter()).start()) {
      StreamExecutionEnvironment environment = flink.environment();
      environment
          .fromSource(
              new NumberSequenceSource(1, Long.MAX_VALUE), WatermarkStrategy.noWatermarks(), "fast")
          .disableChaining()
          .map(BackPressureReporterIT::work)
          .name("slow")
          .sinkTo(new DiscardingSink<>());
      flink.submit(environment, "held-up");
      await().atMost(DEADLINE).untilAsserted(() -> assertThat(log.lines()).anyMatch(this::isTold));
    }
  }

  private boolean isTold(String line) {
    return line.startsWith("back pressure on job=held-up task=Source: fast [")
        && line.contains("likelyBottleneck=slow [");
  }

  private static Configuration reporter() {
    Configuration reporter = new Configuration();
    reporter.setString("metrics.reporters", "back-pressure");
    String prefix = "metrics.reporter.back-pressure.";
    reporter.setString(prefix + "factory.class", BackPressureReporterFactory.class.getName());
    reporter.setString(prefix + "interval", "5 s");
    reporter.setString(
        prefix + "filter.includes",
        "taskmanager.job.task:accumulateBackPressuredTimeMs,accumulateBusyTimeMs:gauge");
    return reporter;
  }

  private static long work(long number) {
    LockSupport.parkNanos(WORK_NANOS);
    return number;
  }
}
