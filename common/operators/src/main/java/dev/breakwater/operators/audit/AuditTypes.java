package dev.breakwater.operators.audit;

import dev.breakwater.operators.event.OwnTypeInfo;
import dev.breakwater.operators.ledger.Ages;
import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/** What goes from operator to operator, as Flink knows it. */
public final class AuditTypes {

  /** Texts and numbers, which Flink takes apart by itself, and ages, which it does not know. */
  public static final TypeInformation<LedgerEntry> ENTRY =
      Types.POJO(
          LedgerEntry.class,
          Map.of(
              "job", Types.STRING,
              "boundary", Types.ENUM(Boundary.class),
              "name", Types.STRING,
              "topic", Types.STRING,
              "bucket", Types.LONG,
              "sizeMs", Types.LONG,
              "count", Types.LONG,
              "checksum", Types.LONG,
              "bookedAt", Types.LONG,
              "ages", OwnTypeInfo.of(Ages.class, AgesSerializer.INSTANCE)));

  public static final TypeInformation<Verdict> VERDICT =
      OwnTypeInfo.of(Verdict.class, VerdictSerializer.INSTANCE);

  private AuditTypes() {}
}
