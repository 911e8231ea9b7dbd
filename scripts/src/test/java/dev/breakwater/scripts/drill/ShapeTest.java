package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapeTest {

  private static final Shape INGEST = new Shape(2, 2);
  private static final Shape ENRICH = new Shape(2, 4);
  private static final Shape REPLICAS = new Shape(5, 1);

  private final List<Drill> drills =
      new Drills(Duration.ofMinutes(1), Duration.ofSeconds(30))
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
  void takesTheLargestOfAllWhereOneClusterIsToDo() {
    assertThat(Shape.groups(drills, true)).containsExactly(Map.entry(new Shape(5, 4), drills));
  }
}
