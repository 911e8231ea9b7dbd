package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.LedgerEntry;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** What goes from operator to operator, as Flink knows it. */
public final class AuditTypes {

  /** A record of texts and numbers only, which Flink takes apart by itself. */
  public static final TypeInformation<LedgerEntry> ENTRY = Types.POJO(LedgerEntry.class);

  public static final TypeInformation<Verdict> VERDICT = new VerdictTypeInfo();

  private AuditTypes() {}

  private static final class VerdictTypeInfo extends TypeInformation<Verdict> {

    private static final long serialVersionUID = 1L;

    @Override
    public TypeSerializer<Verdict> createSerializer(SerializerConfig config) {
      return VerdictSerializer.INSTANCE;
    }

    @Override
    public Class<Verdict> getTypeClass() {
      return Verdict.class;
    }

    @Override
    public boolean isKeyType() {
      return false;
    }

    @Override
    public boolean isBasicType() {
      return false;
    }

    @Override
    public boolean isTupleType() {
      return false;
    }

    @Override
    public int getArity() {
      return 1;
    }

    @Override
    public int getTotalFields() {
      return 1;
    }

    @Override
    public boolean canEqual(Object other) {
      return other instanceof VerdictTypeInfo;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof VerdictTypeInfo;
    }

    @Override
    public int hashCode() {
      return VerdictTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
      return "Verdict";
    }
  }
}
