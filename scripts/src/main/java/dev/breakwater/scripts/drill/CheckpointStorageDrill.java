package dev.breakwater.scripts.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The checkpoint storage cannot be written for a while: checkpoints fail, the job runs on, and the
 * output waits. The job's directory is put aside and a file stands in its place, which stops a
 * superuser too.
 */
final class CheckpointStorageDrill implements Drill {

  private static final Duration LASTING = Duration.ofSeconds(6);

  @Override
  public String name() {
    return "checkpoint-storage";
  }

  @Override
  public String summary() {
    return "the job's checkpoint directory cannot be written for 6 s";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Path directory = stage.job().checkpoints();
    Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
    try {
      stage.fault("checkpoint storage away");
      Files.move(directory, aside);
      Files.createFile(directory);
      try {
        stage.pass(LASTING);
      } finally {
        Files.delete(directory);
        Files.move(aside, directory);
        stage.fault("checkpoint storage back");
      }
    } catch (IOException e) {
      throw new DrillException("the checkpoint directory cannot be put aside: " + e, e);
    }
    stage.awaitOutput(Duration.ofMinutes(2));
  }

  @Override
  public List<String> alerts() {
    return List.of("CheckpointsFailing");
  }
}
