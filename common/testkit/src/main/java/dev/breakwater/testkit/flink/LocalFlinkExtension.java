package dev.breakwater.testkit.flink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A JUnit extension with a Flink cluster for the tests of a class. A test that leaves a job behind
 * fails, and the job is cancelled, so that it cannot disturb the next test. Register it in a static
 * field.
 */
public final class LocalFlinkExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration CANCEL = Duration.ofMinutes(1);

  private final Supplier<LocalFlinkBuilder> settings;
  private @Nullable LocalFlink cluster;

  private LocalFlinkExtension(Supplier<LocalFlinkBuilder> settings) {
    this.settings = settings;
  }

  /** A cluster with defaults. */
  public static LocalFlinkExtension create() {
    return new LocalFlinkExtension(LocalFlink::builder);
  }

  /** A cluster with settings of its own. */
  public static LocalFlinkExtension of(LocalFlinkBuilder settings) {
    return new LocalFlinkExtension(() -> settings);
  }

  /** A cluster whose settings are made at its start: from what other extensions have started. */
  public static LocalFlinkExtension of(Supplier<LocalFlinkBuilder> settings) {
    return new LocalFlinkExtension(settings);
  }

  public LocalFlink cluster() {
    if (cluster == null) {
      throw new IllegalStateException("cluster is there only while the tests of the class run");
    }
    return cluster;
  }

  public StreamExecutionEnvironment environment() {
    return cluster().environment();
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    cluster = settings.get().start();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> leaked = new ArrayList<>();
    for (LocalJob job : cluster().unfinishedJobs()) {
      if (!endsByItself(job)) {
        leaked.add(job.toString());
        job.cancel(CANCEL);
      }
    }
    // A test that failed half-way could not clean up; its own failure is the one to show.
    if (!leaked.isEmpty() && context.getExecutionException().isEmpty()) {
      throw new AssertionError("test left jobs behind: " + String.join(", ", leaked));
    }
  }

  private static boolean endsByItself(LocalJob job) {
    JobStatus status = job.status();
    if (status == JobStatus.CANCELLING || status == JobStatus.FAILING) {
      return Waiting.until(() -> job.status().isGloballyTerminalState(), GRACE);
    }
    return status.isGloballyTerminalState();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    LocalFlink used = cluster;
    cluster = null;
    if (used != null) {
      used.close();
    }
  }
}
