package dev.breakwater.testkit.service;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The calls of a service so far. Connections that were refused are not in it, as nobody sees them,
 * nor are questions for its health.
 *
 * @param begun calls whose question was read, those that still wait included
 * @param ended of these, by how
 */
public record Calls(long begun, Map<Ending, Long> ended) {

  public Calls {
    Map<Ending, Long> all = new EnumMap<>(Ending.class);
    for (Ending ending : Ending.values()) {
      all.put(ending, ended.getOrDefault(ending, 0L));
    }
    ended = Map.copyOf(all);
  }

  public long ended(Ending ending) {
    return ended.getOrDefault(ending, 0L);
  }

  /** The calls since an earlier look. */
  public Calls since(Calls before) {
    Map<Ending, Long> more = new EnumMap<>(Ending.class);
    ended.forEach((ending, count) -> more.put(ending, count - before.ended(ending)));
    return new Calls(begun - before.begun, more);
  }

  /** As JSON: {@code {"begun":3,"ok":2,"not-found":1,…}}. */
  String json() {
    return Arrays.stream(Ending.values())
        .map(ending -> "\"%s\":%d".formatted(ending.text(), ended(ending)))
        .collect(Collectors.joining(",", "{\"begun\":%d,".formatted(begun), "}"));
  }
}
