package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.ledger.LedgerEntry;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads entries; what is none becomes a dead letter. */
final class EntryFunction extends ProcessFunction<RawRecord, LedgerEntry> {

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(RawRecord record, Context context, Collector<LedgerEntry> out) {
    byte[] value = record.value();
    try {
      if (value == null) {
        throw new RejectedException(Reason.MALFORMED, "a ledger entry must have a value, was null");
      }
      out.collect(LedgerEntry.parse(value));
    } catch (RejectedException e) {
      context.output(
          Audit.DEAD_LETTERS,
          new DeadLetter(
              record,
              e.reason(),
              Audit.STAGE,
              String.valueOf(e.getMessage()),
              null,
              context.timerService().currentProcessingTime()));
    }
  }
}
