package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Power failure: every process dies at once, and is started again by the supervisor. What watches
 * is not hit: it has to tell.
 */
final class EverythingKillDrill implements Drill {

  private static final Duration RECOVERY = Duration.ofMinutes(4);
  private static final Set<Role> WATCHING =
      EnumSet.of(Role.NODE_EXPORTER, Role.ALERTMANAGER, Role.PROMETHEUS);

  @Override
  public String name() {
    return "everything-kill";
  }

  @Override
  public String summary() {
    return "kill -9 of all processes at once, then all of them started again";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    List<Member> all =
        stage.cluster().members().stream().filter(one -> !WATCHING.contains(one.role())).toList();
    all.forEach(Member::hold);
    stage.fault("kill -9 of everything");
    all.parallelStream().forEach(Member::kill);
    stage.fault("everything starts again");
    all.forEach(Member::release);
    stage.awaitOutput(RECOVERY);
    stage.kafka().awaitInSync(Duration.ofMinutes(2));
  }

  @Override
  public List<String> alerts() {
    return List.of("FlinkSilent");
  }

  /** Kafka comes up, then Flink, then the job. */
  @Override
  public Duration longestGap() {
    return RECOVERY;
  }
}
