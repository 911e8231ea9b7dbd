package dev.breakwater.scripts.redrive;

import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.operators.kafka.TopicEnds;
import dev.breakwater.operators.redrive.RedriveConfig;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** How much the outputs have grown, which is about how far a run is. */
final class Progress {

  private final Set<String> outputs;
  private final Map<String, String> properties;
  private final long wanted;
  private final long begin;
  private long shown;

  Progress(RedriveJobConfig config, long wanted) {
    RedriveConfig redrive = config.redrive();
    this.properties = config.source().properties();
    this.outputs = new HashSet<>(redrive.outputs());
    this.outputs.removeAll(TopicEnds.missing("redrive", redrive.outputs(), properties));
    this.wanted = wanted;
    this.begin = written();
  }

  /** Says it, when it has changed. */
  void show() {
    long now = Math.min(wanted, written() - begin);
    if (now != shown) {
      shown = now;
      System.out.printf("about %,d of %,d (%d %%)%n", now, wanted, 100 * now / wanted);
    }
  }

  /** Markers of transactions count as well. */
  private long written() {
    return TopicEnds.of("redrive", outputs, properties).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
