package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import java.time.Duration;

/** ZooKeeper is away for longer than a session lasts: nobody leads meanwhile. */
final class ZooKeeperDownDrill implements Drill {

  private static final Duration DOWN = Duration.ofSeconds(10);

  @Override
  public String name() {
    return "zookeeper-down";
  }

  @Override
  public String summary() {
    return "kill -9 of ZooKeeper, 10 s down";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    Member zookeeper = stage.members(Role.ZOOKEEPER).get(0);
    zookeeper.hold();
    stage.fault("kill -9 " + zookeeper.name());
    zookeeper.kill();
    try {
      stage.pass(DOWN);
    } finally {
      stage.fault(zookeeper.name() + " starts again");
      zookeeper.release();
    }
    stage.pass(Duration.ofSeconds(5));
    stage.awaitOutput(Duration.ofMinutes(3));
  }

  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(1);
  }
}
