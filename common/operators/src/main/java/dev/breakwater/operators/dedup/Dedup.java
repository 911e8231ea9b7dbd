package dev.breakwater.operators.dedup;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.EventTypes;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Lets the first event of each identity go on; see the package's rules. */
public final class Dedup {

  /** Names the operator's state in savepoints: never changes. */
  public static final String UID = "dedup";

  private static final OutputTag<Event> DUPLICATES =
      new OutputTag<>("duplicates", EventTypes.EVENT);

  private Dedup() {}

  /**
   * The part of the state that an identity belongs to. Events of one group that were read from one
   * partition stay in their order, at any parallelism.
   *
   * @param maxParallelism of the job
   */
  public static int keyGroup(String source, String id, int maxParallelism) {
    return KeyGroupRangeAssignment.assignToKeyGroup(Fingerprint.of(source, id), maxParallelism);
  }

  /** Shuffles the events by identity and separates them. */
  public static Deduplicated apply(DataStream<Event> events, DedupConfig config) {
    SingleOutputStreamOperator<Event> unique =
        events
            .keyBy(Fingerprint::of, Fingerprint.TYPE)
            .transform(UID, EventTypes.EVENT, new DedupOperator(config, DUPLICATES))
            .uid(UID);
    return new Deduplicated(unique, unique.getSideOutput(DUPLICATES));
  }
}
