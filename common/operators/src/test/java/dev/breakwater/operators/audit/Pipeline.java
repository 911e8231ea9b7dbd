package dev.breakwater.operators.audit;

import dev.breakwater.operators.ledger.Boundary;
import dev.breakwater.operators.ledger.Identities;
import dev.breakwater.operators.ledger.LedgerEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Two jobs in a row as their books show them: {@code a} reads {@code raw} and writes {@code clean}
 * and {@code dead}, {@code b} reads {@code clean}. Each books at its checkpoints; a crash throws
 * away what was not yet booked and works it out again. Damage is done record by record.
 */
final class Pipeline {

  static final long SIZE = 60_000;

  /** What is done to one record, or to one job from some time on. */
  enum Damage {
    NONE,
    /** One record of the output of a is lost. */
    LOST,
    /** One record of the output of a is there twice. */
    DOUBLED,
    /** One is lost and another one is there twice in its place. */
    SWAPPED,
    /** One has another identity when it is read. */
    ALTERED,
    /** One record that a read comes out of no exit. */
    SWALLOWED,
    /** All that a wrote in one checkpoint is gone, and booked. */
    LOST_TRANSACTION,
    /** b reads nothing any more. */
    STOPPED,
    /** b reads nothing of one of three partitions any more. */
    STUCK
  }

  private record Key(String job, Boundary boundary, String name, String topic, long bucket) {}

  private final Random random;
  private final List<LedgerEntry> booked = new ArrayList<>();
  private final Map<Key, Sum> pending = new HashMap<>();

  Pipeline(long seed) {
    random = new Random(seed);
  }

  /**
   * Entries in the order in which they were booked.
   *
   * @param minutes of records, a hundred each
   * @param at the minute in which the damage is done
   */
  List<LedgerEntry> run(int minutes, Damage damage, int at) {
    long checkpoint = 10_000;
    List<long[]> replay = new ArrayList<>();
    int victim = at * 100 + 40;
    for (int i = 0; i < minutes * 100; i++) {
      long now = i * 600L;
      // Records are up to half a minute late.
      long time = Math.max(0, now - random.nextInt(30_000));
      replay.add(new long[] {i, time});
      if (now / checkpoint != (i + 1) * 600L / checkpoint) {
        if (random.nextInt(5) == 0) {
          // A crash: what was added up since the checkpoint is worked out once more.
          replay.forEach(one -> pass((int) one[0], one[1], damage, victim));
          pending.clear();
        }
        replay.forEach(one -> pass((int) one[0], one[1], damage, victim));
        replay.clear();
        book((i + 1) * 600L);
      }
    }
    return booked;
  }

  private void pass(int i, long time, Damage damage, int victim) {
    add("a", Boundary.READ, "", "raw", time, Identities.ofOrigin("raw", i % 3, i));
    if (i == victim && damage == Damage.SWALLOWED) {
      return;
    }
    if (i % 17 == 0) {
      add("a", Boundary.EXIT, "dead", "raw", time, Identities.ofOrigin("raw", i % 3, i));
      return;
    }
    add("a", Boundary.EXIT, "clean", "raw", time, Identities.ofOrigin("raw", i % 3, i));
    add("a", Boundary.WRITTEN, "clean", "clean", time, Identities.ofEvent("s", "" + i));
    String id = "" + i;
    if (i == victim && damage == Damage.ALTERED) {
      id = "other";
    } else if (i == victim && damage == Damage.SWAPPED) {
      id = "" + (i - 1);
    }
    for (int copy = 0; copy < copies(i, damage, victim); copy++) {
      add("b", Boundary.RECEIVED, "", "clean", time, Identities.ofEvent("s", id));
      add("b", Boundary.READ, "", "clean", time, Identities.ofOrigin("clean", i % 3, i));
      add("b", Boundary.EXIT, "main", "clean", time, Identities.ofOrigin("clean", i % 3, i));
    }
  }

  private static int copies(int i, Damage damage, int victim) {
    boolean hit = i == victim;
    return switch (damage) {
      case LOST -> hit ? 0 : 1;
      case DOUBLED -> hit ? 2 : 1;
      case LOST_TRANSACTION -> i / 17 == victim / 17 ? 0 : 1;
      case STOPPED -> i >= victim ? 0 : 1;
      case STUCK -> i >= victim && i % 3 == 0 ? 0 : 1;
      default -> 1;
    };
  }

  private void add(
      String job, Boundary boundary, String name, String topic, long time, long identity) {
    pending.merge(
        new Key(job, boundary, name, topic, time / SIZE * SIZE), new Sum(1, identity), Sum::plus);
  }

  private void book(long now) {
    pending.forEach(
        (key, sum) ->
            booked.add(
                new LedgerEntry(
                    key.job(),
                    key.boundary(),
                    key.name(),
                    key.topic(),
                    key.bucket(),
                    SIZE,
                    sum.count(),
                    sum.checksum(),
                    now)));
    pending.clear();
  }
}
