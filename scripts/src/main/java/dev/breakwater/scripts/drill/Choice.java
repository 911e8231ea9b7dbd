package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.input.Input;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Which drills are run.
 *
 * @param leftOut those that cannot be run here, and what to do about it, in lines
 */
record Choice(List<Drill> drills, List<String> leftOut) {

  Choice {
    drills = List.copyOf(drills);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Those that were named; all that can be run here when none was.
   *
   * @throws DrillException when there is no drill of a name, or it cannot be run here
   */
  static Choice of(Drills all, List<String> names) {
    Map<String, List<Drill>> byMissing =
        all.named(names).stream()
            .collect(
                Collectors.groupingBy(
                    drill -> drill.pipeline().missing(), LinkedHashMap::new, Collectors.toList()));
    List<Drill> here = Objects.requireNonNullElse(byMissing.remove(""), List.of());
    List<String> leftOut = new ArrayList<>();
    byMissing.forEach((missing, drills) -> leftOut.add(names(drills) + ", since " + missing));
    if (!names.isEmpty() && !leftOut.isEmpty()) {
      throw new DrillException("cannot be run here: " + String.join("; ", leftOut));
    }
    return new Choice(here, leftOut);
  }

  /** The Maven modules of the connectors that they need. */
  List<String> connectors() {
    return drills.stream()
        .map(drill -> drill.pipeline().input())
        .filter(Objects::nonNull)
        .map(Input::module)
        .distinct()
        .toList();
  }

  private static String names(List<Drill> drills) {
    return drills.stream().map(Drill::name).collect(Collectors.joining(", "));
  }
}
