package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.Reason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules in the plainest way: one list, everything counted and searched anew each time. */
final class NaiveLine {

  /** A record of the key: away where it has a position, else waiting. */
  private record Entry(@Nullable String away, long since, @Nullable Event event) {

    long bytes() {
      return away == null
          ? new Place.Held(event(), 0).bytes()
          : new Place.Mark(away, since).bytes();
    }

    @Override
    public Event event() {
      if (event == null) {
        throw new AssertionError("is away: " + away);
      }
      return event;
    }
  }

  private final QuarantineConfig limits;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> out = new ArrayList<>();

  NaiveLine(QuarantineConfig limits) {
    this.limits = limits;
  }

  List<String> out() {
    List<String> fresh = List.copyOf(out);
    out.clear();
    return fresh;
  }

  int size() {
    return entries.size();
  }

  /**
   * @param came where it was read when it failed before, null if it did not
   */
  void arrive(Outcome outcome, @Nullable String came, long now) {
    String here = outcome.record().position();
    boolean fails = outcome instanceof DeadLetter letter && letter.reason() == Reason.DEPENDENCY;
    if (came != null) {
      comeBack(outcome, came, fails ? here : null);
    } else if (outcome instanceof Event event) {
      boolean first = entries.isEmpty();
      Entry entry = new Entry(null, now, event);
      if (!first && makeRoom(entry)) {
        entries.add(entry);
      } else {
        out.add((first ? "" : "~") + Outcomes.shown(event));
      }
    } else {
      out.add(Outcomes.shown(outcome));
      Entry entry = new Entry(here, now, null);
      if (fails && (makeRoom(entry) || fits(1, entry.bytes()))) {
        entries.add(entry);
      }
    }
  }

  private void comeBack(Outcome outcome, String came, @Nullable String awayAgain) {
    int index = find(came);
    if (index >= 0 && outcome instanceof Event event) {
      Entry entry = new Entry(null, 0, event);
      while (index > 0 && !fits(0, entry.bytes())) {
        giveUpFirst();
        index = find(came);
      }
      entries.set(index, entry);
      advance("");
      return;
    }
    out.add(Outcomes.shown(outcome));
    if (index >= 0 && awayAgain != null) {
      entries.set(index, new Entry(awayAgain, entries.get(index).since(), null));
    } else if (index >= 0) {
      entries.remove(index);
      advance("");
    }
  }

  void expire(long now) {
    while (!entries.isEmpty() && entries.get(0).since() + limits.maxWaitMillis() <= now) {
      giveUpFirst();
    }
  }

  private int find(String position) {
    for (int i = 0; i < entries.size(); i++) {
      if (position.equals(entries.get(i).away())) {
        return i;
      }
    }
    return -1;
  }

  /** False when the line is empty afterwards. */
  private boolean makeRoom(Entry entry) {
    while (!entries.isEmpty() && !fits(1, entry.bytes())) {
      giveUpFirst();
    }
    return !entries.isEmpty();
  }

  private boolean fits(int places, long more) {
    return entries.size() + places <= limits.maxRecordsPerKey()
        && entries.stream().mapToLong(Entry::bytes).sum() + more <= limits.maxBytesPerKey();
  }

  private void giveUpFirst() {
    entries.remove(0);
    advance("~");
  }

  private void advance(String flag) {
    while (!entries.isEmpty() && entries.get(0).away() == null) {
      out.add(flag + Outcomes.shown(entries.remove(0).event()));
    }
  }
}
