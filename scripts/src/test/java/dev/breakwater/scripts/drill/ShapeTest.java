package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final Shape INGEST = new Shape(2, 2, Map.of());
  private static final Shape ENRICH = new Shape(2, 4, Map.of());
  private static final Shape REPLICAS = new Shape(5, 1, Map.of());

  private final List<Drill> drills =
      all()
          .named(List.of("taskmanager-kill", "replica-lies", "audit-swap", "random", "bad-deploy"));

  @Test
  void putsDrillsTogetherThatNeedTheSame() {
    Map<Shape, List<Drill>> groups = Shape.groups(drills, false);
    assertThat(groups.keySet()).containsExactly(INGEST, REPLICAS, ENRICH);
    assertThat(groups.get(INGEST))
        .extracting(Drill::name)
        .containsExactly("taskmanager-kill", "random");
    assertThat(groups.get(ENRICH))
        .extracting(Drill::name)
        .containsExactly("audit-swap", "bad-deploy");
  }

  @Test
  void anotherInputNeedsNoOtherCluster() {
    List<Drill> inputs = all().named(List.of("rabbitmq-kill", "taskmanager-kill", "pulsar-kill"));
    assertThat(Shape.groups(inputs, false)).containsExactly(Map.entry(INGEST, inputs));
  }

  @Test
  void takesTheLargestOfAllWhereOneClusterIsToDo() {
    assertThat(Shape.groups(drills, true))
        .containsExactly(Map.entry(new Shape(5, 4, Map.of()), drills));
  }

  @Test
  void leavesWhatNeedsAnotherKafkaAlone() {
    Drill other = all().named(List.of("expired-id")).get(0);
    List<Drill> two = List.of(drills.get(0), other);
    assertThat(Shape.groups(two, true))
        .containsExactly(
            Map.entry(INGEST, List.of(drills.get(0))),
            Map.entry(new Shape(2, 2, other.kafka()), List.of(other)));
    assertThat(other.kafka()).containsKey("transactional.id.expiration.ms");
  }

  private static Drills all() {
    return new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30));
  }
}
