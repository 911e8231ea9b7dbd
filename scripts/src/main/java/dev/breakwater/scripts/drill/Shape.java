package dev.breakwater.scripts.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a cluster must have for a drill.
 *
 * @param slots of each TaskManager
 */
record Shape(int taskManagers, int slots) {

  /**
   * Drills by what they need, in their order: each runs as it does alone, whatever others need.
   *
   * @param together whether one cluster that is large enough for all is to do: starting another one
   *     may cost more than what it has too much
   */
  static Map<Shape, List<Drill>> groups(List<Drill> drills, boolean together) {
    Map<Shape, List<Drill>> groups = new LinkedHashMap<>();
    if (together) {
      groups.put(drills.stream().map(Shape::of).reduce(Shape::max).orElseThrow(), drills);
      return groups;
    }
    for (Drill drill : drills) {
      groups.computeIfAbsent(of(drill), unused -> new ArrayList<>()).add(drill);
    }
    return groups;
  }

  private static Shape of(Drill drill) {
    return new Shape(drill.pipeline().taskManagers(), drill.pipeline().slots());
  }

  private Shape max(Shape other) {
    return new Shape(Math.max(taskManagers, other.taskManagers), Math.max(slots, other.slots));
  }
}
