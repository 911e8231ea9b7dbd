package dev.breakwater.scripts.doctor.facts;

import java.util.EnumSet;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;

/** A topic of the job and what the job does with it. */
public record JobTopic(String name, Role role) {

  /** What a topic is to the job. */
  public enum Role {
    SOURCE("source"),
    EVENTS("events"),
    DEAD_LETTERS("dead letters"),
    DUPLICATES("duplicates"),
    REDRIVEN("redriven records"),
    PARKED("parked records"),
    LEDGER("ledger");

    private final String text;

    Role(String text) {
      this.text = text;
    }

    /** Whether the job writes it. */
    public boolean isOutput() {
      return this != SOURCE;
    }

    /** Whether each start looks in it for what was written before. */
    public boolean isReadBack() {
      return this == REDRIVEN || this == PARKED;
    }

    /** Whether its records may be without a key, as those that cannot be read are. */
    public boolean mayLackKeys() {
      return this == DEAD_LETTERS || isReadBack();
    }

    /** What the job's user must be allowed. */
    public Set<AclOperation> needs() {
      if (isReadBack()) {
        return EnumSet.of(AclOperation.READ, AclOperation.WRITE);
      }
      return EnumSet.of(isOutput() ? AclOperation.WRITE : AclOperation.READ);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
