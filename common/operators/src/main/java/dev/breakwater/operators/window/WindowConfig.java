package dev.breakwater.operators.window;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which windows there are, what is told of them, and how.
 *
 * @param measures at least one, in the order of their names
 * @param early milliseconds of event time from one early result of a window to the next; 0 for none
 * @param outOfOrderness milliseconds that event time is behind the latest event of a partition
 * @param idleClose milliseconds without any input after which open windows are told; 0 for never
 * @param ahead milliseconds that the time of an event may be ahead of the clock
 * @param maxDepth payloads with more objects and arrays in each other are refused
 * @param preAggregationBytes heap per subtask
 * @param source of results
 * @param type of results
 */
public record WindowConfig(
    KeySource key,
    Shape shape,
    List<Measure> measures,
    Emit emit,
    long early,
    long outOfOrderness,
    long idleClose,
    long ahead,
    int maxDepth,
    long preAggregationBytes,
    String source,
    String type)
    implements Serializable {

  public WindowConfig {
    measures = List.copyOf(measures);
    if (measures.isEmpty()) {
      throw new IllegalArgumentException("windows must have a measure, had none");
    }
    if (emit == Emit.UPDATES && shape.kind() != Shape.Kind.TUMBLING) {
      throw new IllegalArgumentException("updates are of tumbling windows, was " + shape.kind());
    }
    if (early != 0 && (emit != Emit.UPDATES || early < 0 || early >= shape.size())) {
      throw new IllegalArgumentException(
          "early results are updates, within a window of %d ms, were %s every %d ms"
              .formatted(shape.size(), emit, early));
    }
  }

  /**
   * Reads {@link WindowOptions}.
   *
   * @param ahead how far ahead of the clock the time of an event may be, as decoding has it
   * @param maxDepth of payloads, as decoding has it
   */
  public static WindowConfig from(Settings settings, Duration ahead, int maxDepth) {
    return new WindowConfigReader(settings).read(ahead, maxDepth);
  }

  /** What state is made of: with another one it cannot be gone on with. */
  String stateLayout() {
    return "%s, size %d ms, slide %d ms, key %s: %s"
        .formatted(shape.kind(), shape.size(), shape.slide(), key, new Layout(measures));
  }
}
