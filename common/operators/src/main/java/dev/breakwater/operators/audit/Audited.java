package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.DeadLetter;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * What comes of an audit.
 *
 * @param verdicts one for each account and bucket, and one more for each revision
 * @param deadLetters records that are no entries, and entries that came too late or do not fit
 */
public record Audited(DataStream<Verdict> verdicts, DataStream<DeadLetter> deadLetters) {}
