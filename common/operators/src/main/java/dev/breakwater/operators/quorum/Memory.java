package dev.breakwater.operators.quorum;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * What a subtask knows beside the results, in binary form: how long it ran, the names of the
 * replicas, how they do, and the horizon. Every subtask is given that of all others after a
 * restore, and takes the most cautious of it.
 */
final class Memory {

  private static final int VERSION = 1;

  private final List<String> names;
  private final QuorumHealth health;

  Memory(List<String> names, QuorumHealth health) {
    this.names = names;
    this.health = health;
  }

  byte[] save(RunningTime time, Standings standings, Horizon horizon) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(VERSION);
    out.writeLong(time.now());
    out.writeInt(names.size());
    for (int i = 0; i < names.size(); i++) {
      out.writeUTF(names.get(i));
      standings.standing(i).write(out);
    }
    out.writeInt(standings.activeNow());
    for (long number : horizon.snapshot()) {
      out.writeLong(number);
    }
    return bytes.toByteArray();
  }

  /**
   * @throws IllegalStateException if the replicas are not those of the state, with new ones at the
   *     end at most: results remember them by their positions
   */
  void restore(List<byte[]> saved, RunningTime time, Standings standings, Horizon horizon)
      throws IOException {
    boolean first = true;
    int active = 0;
    for (byte[] bytes : saved) {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      requireVersion(in.readByte());
      time.goOnFrom(in.readLong());
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        requireSame(i, in.readUTF());
        Standing standing = new Standing(health.divergenceWindow());
        standing.read(in);
        standings.take(i, standing, first);
      }
      active = Math.max(active, in.readInt());
      long[] slots = new long[2 + Horizon.SLOTS];
      for (int i = 0; i < slots.length; i++) {
        slots[i] = in.readLong();
      }
      horizon.merge(slots);
      first = false;
    }
    standings.restored(active);
  }

  private static void requireVersion(int version) {
    if (version != VERSION) {
      throw new IllegalStateException(
          "version of the state of quorum must be %d, was %d: it is of a newer release"
              .formatted(VERSION, version));
    }
  }

  private void requireSame(int position, String name) {
    if (position >= names.size() || !names.get(position).equals(name)) {
      throw new IllegalStateException(
          ("quorum.replicas must have %s at position %d as in the state that the job starts from,"
                  + " was %s; allowed: the same names in the same order, new ones at the end")
              .formatted(name, position + 1, names));
    }
  }
}
