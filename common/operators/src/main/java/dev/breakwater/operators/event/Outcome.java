package dev.breakwater.operators.event;

import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * What became of one record in one stage: it goes on as an {@link Event}, or it cannot and is a
 * {@link DeadLetter}. A stage that may refuse records returns outcomes; {@code
 * DeadLetters.split(…)} makes two streams of them, under one budget.
 */
@TypeInfo(EventTypes.Factory.class)
public sealed interface Outcome permits Event, DeadLetter {

  /** The record as it was read. */
  RawRecord record();
}
