package dev.breakwater.scripts.drill;

import java.time.Duration;

/** The job is stopped with a savepoint and goes on from another jar, 2 to 3 to 1 in parallel. */
final class UpgradeRescaleDrill implements Drill {

  @Override
  public String name() {
    return "upgrade-rescale";
  }

  @Override
  public String summary() {
    return "stop with savepoint, resume from another jar at parallelism 3, the same to 1";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    for (int parallelism : new int[] {3, 1}) {
      stage.fault("stop with savepoint");
      String savepoint = stage.job().stopWithSavepoint();
      stage.job().resume(savepoint, parallelism);
      stage.fault("resumed at parallelism " + parallelism);
      stage.awaitOutput(Duration.ofMinutes(2));
      stage.pass(Duration.ofSeconds(5));
    }
  }

  /** Starting a job again takes as long as its client, and nobody is at fault. */
  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean composable() {
    return false;
  }
}
