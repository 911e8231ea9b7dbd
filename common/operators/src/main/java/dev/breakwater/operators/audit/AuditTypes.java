package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.OwnTypeInfo;
import dev.breakwater.operators.ledger.LedgerEntry;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What goes from operator to operator, as Flink knows it. */
public final class AuditTypes {

  /** A record of texts and numbers only, which Flink takes apart by itself. */
  public static final TypeInformation<LedgerEntry> ENTRY = Types.POJO(LedgerEntry.class);

  public static final TypeInformation<Verdict> VERDICT =
      OwnTypeInfo.of(Verdict.class, VerdictSerializer.INSTANCE);

  private AuditTypes() {}
}
