package dev.breakwater.scripts.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The disk with the checkpoints fills up, which an alert must tell while there is room, and is full
 * for a while: checkpoints fail, the job runs on, and the output waits. It is a small disk of its
 * own, in a file, which only root may mount.
 */
final class DiskFullDrill implements Drill {

  private static final long SIZE = 256L << 20;
  private static final double NEARLY = 0.95;
  private static final Duration NEARLY_FULL = Duration.ofSeconds(10);
  private static final Duration FULL = Duration.ofSeconds(6);

  @Override
  public String name() {
    return "disk-full";
  }

  @Override
  public String summary() {
    return "the disk with the checkpoints fills up, and is full for 6 s; needs root, who may mount";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    String savepoint = stage.job().stopWithSavepoint();
    try (SmallDisk disk = SmallDisk.mount(stage.job().allCheckpoints(), SIZE)) {
      stage.job().startFrom(savepoint, List.of());
      stage.awaitOutput(Duration.ofMinutes(1));
      fill(stage, disk);
      savepoint = stage.job().stopWithSavepoint();
    } catch (IOException e) {
      throw new DrillException("no disk to fill: " + e.getMessage(), e);
    }
    stage.job().startFrom(savepoint, List.of());
    stage.awaitOutput(Duration.ofMinutes(2));
  }

  @Override
  public List<String> alerts() {
    return List.of("DiskLow");
  }

  @Override
  public boolean composable() {
    return false;
  }

  private static void fill(Stage stage, SmallDisk disk) throws InterruptedException, IOException {
    stage.fault("the disk is nearly full");
    Path ballast = disk.fill("ballast", NEARLY);
    stage.pass(NEARLY_FULL);
    stage.fault("the disk is full");
    Path rest = disk.fill("rest", 1);
    stage.pass(FULL);
    Files.delete(rest);
    Files.delete(ballast);
    stage.fault("there is room again");
    stage.awaitOutput(Duration.ofMinutes(2));
  }
}
