package dev.breakwater.operators.quorum;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is known of one replica; {@link Standings} decides by it. */
final class Standing {

  private static final long NONE = Long.MIN_VALUE;

  /** The latest time of its results. Read by the thread that reports metrics, too. */
  volatile long latest = NONE;

  /** The earliest time of its results. */
  long earliest = NONE;

  /**
   * Since when, by the clock, others deliver what it does not. Not kept: clocks stand meanwhile.
   */
  long passedSince = NONE;

  /** Since when, by the clock, it is too far behind. Not kept. */
  long behindSince = NONE;

  /** Read by the thread that reports metrics. */
  volatile ReplicaState state = ReplicaState.OK;

  /** Results in a row that are agreed on and not late. */
  int inARow;

  /** Results in a row that are missing from it. */
  int missed;

  final AgreementWindow window;

  Standing(int divergenceWindow) {
    window = new AgreementWindow(divergenceWindow);
  }

  void write(DataOutput out) throws IOException {
    out.writeLong(latest);
    out.writeLong(earliest);
    out.writeByte(state.code());
    out.writeInt(inARow);
    out.writeInt(missed);
    window.write(out);
  }

  void read(DataInput in) throws IOException {
    latest = in.readLong();
    earliest = in.readLong();
    state = ReplicaState.of(in.readByte());
    inARow = in.readInt();
    missed = in.readInt();
    window.read(in);
  }

  /** What another subtask knew: the worse of both, so that a restart lets nobody back in. */
  void merge(Standing other) {
    boolean known = latest != NONE && other.latest != NONE;
    earliest = known ? Math.min(earliest, other.earliest) : Math.max(earliest, other.earliest);
    latest = Math.max(latest, other.latest);
    state = other.state.code() > state.code() ? other.state : state;
    inARow = Math.min(inARow, other.inARow);
    missed = Math.min(missed, other.missed);
  }
}
