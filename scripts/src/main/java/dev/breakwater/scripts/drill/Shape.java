package dev.breakwater.scripts.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cluster must have for a drill.
 *
 * @param slots of each TaskManager
 * @param kafka settings of its Kafka nodes that no other drill may meet
 */
record Shape(int taskManagers, int slots, Map<String, String> kafka) {

  Shape {
    kafka = Map.copyOf(kafka);
  }

  /**
   * Drills by what they need, in their order: each runs as it does alone, whatever others need.
   *
   * @param together whether one cluster that is large enough is to do for all that have the same
   *     Kafka: starting another one may cost more than what it has too much
   */
  static Map<Shape, List<Drill>> groups(List<Drill> drills, boolean together) {
    Map<Shape, List<Drill>> groups = new LinkedHashMap<>();
    for (Drill drill : drills) {
      Shape shape = of(drill);
      groups
          .computeIfAbsent(together ? largest(drills, shape) : shape, unused -> new ArrayList<>())
          .add(drill);
    }
    return groups;
  }

  private static Shape of(Drill drill) {
    return new Shape(drill.pipeline().taskManagers(), drill.pipeline().slots(), drill.kafka());
  }

  /** Of all drills with the same Kafka. */
  private static Shape largest(List<Drill> drills, Shape shape) {
    return drills.stream()
        .map(Shape::of)
        .filter(other -> other.kafka.equals(shape.kafka))
        .reduce(shape, Shape::max);
  }

  private Shape max(Shape other) {
    return new Shape(
        Math.max(taskManagers, other.taskManagers), Math.max(slots, other.slots), kafka);
  }
}
