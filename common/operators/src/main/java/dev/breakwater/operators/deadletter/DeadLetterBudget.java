package dev.breakwater.operators.deadletter;

import dev.breakwater.operators.event.Reason;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The share of records that may become dead letters, over a sliding window of time.
 *
 * <p>It is exceeded when the window holds more than {@code floor} dead letters and they are more
 * than {@code ratio} of its records, but never within the first {@code warmUp} records after the
 * start or after a pause. Once exceeded, it counts as kept again when it has not been exceeded for
 * a whole window, so a ratio that plays around its limit is one state, not many.
 *
 * <p>A record that is no dead letter costs a decrement: the clock is read and the budget judged at
 * every dead letter and every 256th record, so up to 255 records may be dated a little late. Used
 * by one thread; others may ask for the state and the share.
 */
final class DeadLetterBudget {

  static final int BATCH = 256;

  private static final Reason[] REASONS = Reason.values();
  private static final int TOTAL = 0;
  private static final int DEAD = 1;
  private static final int FIRST_REASON = 2;

  private final DeadLetterConfig config;
  private final double ratio;
  private final long windowMillis;
  private final LongSupplier clock;
  private final SlidingCounts counts;

  private volatile BudgetState state = BudgetState.WITHIN;
  private volatile double share;

  /** Since the start or the last pause; records that are not booked yet are left out. */
  private long seen;

  private int batch;
  private int batchLeft;
  private long lastExceeded;

  /**
   * @param clock milliseconds, from any beginning; should not jump
   */
  DeadLetterBudget(DeadLetterConfig config, LongSupplier clock) {
    this.config = config;
    this.ratio = config.policy() == BudgetPolicy.OFF ? 1.0 : config.ratio();
    this.windowMillis = config.window().toMillis();
    this.clock = clock;
    this.counts = new SlidingCounts(FIRST_REASON + REASONS.length, windowMillis, clock.getAsLong());
    startBatch();
  }

  /** Counts a record that goes on; true when that changed the state. */
  boolean event() {
    return --batchLeft == 0 && judge(bookBatch());
  }

  /** Counts a dead letter; true when that changed the state. */
  boolean deadLetter(Reason reason) {
    long now = bookBatch();
    counts.add(TOTAL, 1);
    counts.add(DEAD, 1);
    counts.add(columnOf(reason), 1);
    seen++;
    return judge(now);
  }

  /** Lets time pass without a record; true when that changed the state. */
  boolean tick() {
    return judge(bookBatch());
  }

  /** Starts over after a pause: nothing in the window, and a warm-up before the next verdict. */
  void probe() {
    state = BudgetState.PROBING;
    share = 0;
    counts.clear();
    seen = 0;
    startBatch();
  }

  BudgetState state() {
    return state;
  }

  long total() {
    return counts.sum(TOTAL);
  }

  long dead() {
    return counts.sum(DEAD);
  }

  /** The share of dead letters in the window when it was last judged, 0 to 1; 0 for none. */
  double share() {
    return share;
  }

  /**
   * What was counted, for people: share, limit, window and the reasons, the most frequent first.
   */
  String describe() {
    return String.format(
        Locale.ROOT,
        "%d of %d records within %s became dead letters, a ratio of %.3f where %s is allowed;"
            + " reasons: %s",
        dead(),
        total(),
        config.window(),
        share,
        ratio,
        reasons());
  }

  private String reasons() {
    return Arrays.stream(REASONS)
        .filter(reason -> count(reason) > 0)
        .sorted(Comparator.comparingLong(this::count).reversed())
        .map(reason -> reason.code() + " " + count(reason))
        .collect(Collectors.joining(", "));
  }

  private long count(Reason reason) {
    return counts.sum(columnOf(reason));
  }

  @SuppressWarnings("EnumOrdinal") // A place in memory, never stored.
  private static int columnOf(Reason reason) {
    return FIRST_REASON + reason.ordinal();
  }

  private long bookBatch() {
    long now = clock.getAsLong();
    counts.advance(now);
    int booked = batch - batchLeft;
    counts.add(TOTAL, booked);
    seen += booked;
    batch = batchLeft;
    return now;
  }

  private boolean judge(long now) {
    startBatch();
    share = total() == 0 ? 0 : (double) dead() / total();
    BudgetState before = state;
    state = next(now);
    return state != before;
  }

  private BudgetState next(long now) {
    if (seen < config.warmUp()) {
      return state;
    }
    if (dead() > config.floor() && dead() > ratio * total()) {
      lastExceeded = now;
      return BudgetState.EXCEEDED;
    }
    boolean recently = state == BudgetState.EXCEEDED && now - lastExceeded < windowMillis;
    return recently ? BudgetState.EXCEEDED : BudgetState.WITHIN;
  }

  /** The last record of the warm-up ends a batch, so that a probe is judged at once. */
  private void startBatch() {
    long warmUpLeft = config.warmUp() - seen;
    batch = warmUpLeft > 0 ? (int) Math.min(BATCH, warmUpLeft) : BATCH;
    batchLeft = batch;
  }
}
