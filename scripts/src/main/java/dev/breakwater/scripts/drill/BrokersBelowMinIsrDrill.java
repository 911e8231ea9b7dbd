package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.Member;
import dev.breakwater.scripts.cluster.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Two of three Kafka nodes are down: nothing can be committed, so the output must stop, and go on
 * when they are back.
 */
final class BrokersBelowMinIsrDrill implements Drill {

  private static final String DOWN = "two of three Kafka nodes down";
  private static final String BACK = "they start again";
  private static final Duration LASTING = Duration.ofSeconds(20);
  private static final long ALREADY_ON_THEIR_WAY_MILLIS = 3_000;

  @Override
  public String name() {
    return "brokers-below-min-isr";
  }

  @Override
  public String summary() {
    return "kill -9 of two of three Kafka nodes, 20 s down: must stop, then go on";
  }

  @Override
  public void run(Stage stage) throws InterruptedException {
    List<Member> nodes = new ArrayList<>(stage.members(Role.KAFKA));
    if (nodes.size() != 3) {
      throw new DrillException("this drill needs 3 Kafka nodes, there are " + nodes.size());
    }
    Collections.shuffle(nodes, stage.random());
    List<Member> victims = nodes.subList(0, 2);
    victims.forEach(Member::hold);
    stage.fault(DOWN);
    victims.forEach(Member::kill);
    try {
      stage.pass(LASTING);
    } finally {
      stage.fault(BACK);
      victims.forEach(Member::release);
    }
    stage.awaitOutput(Duration.ofMinutes(3));
    stage.kafka().awaitInSync(Duration.ofMinutes(2));
  }

  @Override
  public List<String> complaints(Observed observed) {
    long stopped = observed.at(DOWN) + ALREADY_ON_THEIR_WAY_MILLIS;
    long back = observed.at(BACK);
    List<String> complaints = new ArrayList<>();
    long meanwhile = observed.timeline().recordsBetween(stopped, back);
    if (meanwhile > 0) {
      complaints.add(meanwhile + " events were committed while a majority of the nodes was down");
    }
    if (observed.measures().gap() > LASTING.plus(longestGap()).toMillis() / 1_000.0) {
      complaints.add("output went on only after " + observed.measures().gap() + " s");
    }
    return complaints;
  }

  @Override
  public Duration longestGap() {
    return Duration.ofMinutes(1);
  }

  @Override
  public List<String> alerts() {
    return List.of("KafkaBelowMinIsr", "CheckpointsStopped");
  }
}
