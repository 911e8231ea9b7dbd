package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Balances the books of jobs; see the package's rules. */
public final class Audit {

  /** Names the operator's state in savepoints: never changes. */
  public static final String UID = "audit";

  /** Names the operator that reads entries. */
  public static final String READ_UID = "read-entries";

  /** Names the state of the operator that counts dead letters which wait: never changes. */
  public static final String LETTERS_UID = "letters";

  /** The stage in dead letters. */
  static final String STAGE = "audit";

  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("audit-dead-letters", EventTypes.DEAD_LETTER);

  private Audit() {}

  /**
   * Reads entries, shuffles them by account and judges their buckets; those of dead letters also by
   * topic and reason, and counts those that wait.
   *
   * @param ledger the records of the ledger's topic; the event time must be that of their {@code
   *     booked_at}, which is the timestamp that the ledger's sink gives them
   * @param held how long event time stands after a restore: where a witness is part of the job, the
   *     grace, so that it can book what it did not read meanwhile; else zero
   */
  public static Audited apply(DataStream<RawRecord> ledger, AuditConfig config, Duration held) {
    SingleOutputStreamOperator<LedgerEntry> entries =
        ledger.process(new EntryFunction(), AuditTypes.ENTRY).name(READ_UID).uid(READ_UID);
    SingleOutputStreamOperator<Verdict> verdicts =
        entries
            .keyBy(Account::line, Types.STRING)
            .transform(UID, AuditTypes.VERDICT, new AuditOperator(config, held.toMillis()))
            .uid(UID);
    entries
        .filter(LetterOperator::concerns)
        .name(LETTERS_UID + "-only")
        .uid(LETTERS_UID + "-only")
        .keyBy(LetterOperator::key, Types.STRING)
        .transform(LETTERS_UID, Types.VOID, new LetterOperator(config))
        .uid(LETTERS_UID);
    return new Audited(
        verdicts, entries.getSideOutput(DEAD_LETTERS).union(verdicts.getSideOutput(DEAD_LETTERS)));
  }
}
