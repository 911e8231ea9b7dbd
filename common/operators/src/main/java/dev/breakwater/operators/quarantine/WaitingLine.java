package dev.breakwater.operators.quarantine;

import dev.breakwater.operators.event.DeadLetter;
import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.OutputKey;
import dev.breakwater.operators.quarantine.Place.Held;
import dev.breakwater.operators.quarantine.Place.Mark;
import org.jspecify.annotations.Nullable;

/**
 * The rules, for one key at a time: who waits, whom for, and who goes on when. See the package.
 *
 * <p>Between calls the first place is a mark, or there is none.
 */
final class WaitingLine {

  /** Why a record is no longer waited for. */
  enum GivenUp {
    /** It was waited for as long as allowed. */
    EXPIRED,
    /** There was no room for one more. */
    CUT
  }

  /** Where things go, and what is to be counted. */
  interface Exit {

    /** Goes on at once. */
    void pass(Outcome outcome, long timestamp);

    /** Waited, and goes on in its order. */
    void release(Held held);

    /** Waited, or would have, for the record of that position, and goes before it. */
    void overtake(Held held, String position, GivenUp why);

    /** A record came back for which a place was kept. */
    void cameBack();

    /** A record is not waited for, or no longer. */
    void gaveUp(GivenUp why);
  }

  private final QuarantineConfig limits;
  private final OpenLine line;
  private final Exit exit;

  private String overtaken = "";

  WaitingLine(QuarantineConfig limits, OpenLine.Rows rows, Exit exit) {
    this.limits = limits;
    this.line = new OpenLine(limits, rows);
    this.exit = exit;
  }

  /** True for a dead letter that later events of its key are to wait for. */
  static boolean isWaitedFor(DeadLetter letter, QuarantineConfig limits) {
    return limits.reasons().contains(letter.reason())
        && OutputKey.ofUndecoded(letter.record()) != null;
  }

  /** The line of the key at hand; to be opened before anything is done with it. */
  OpenLine line() {
    return line;
  }

  /** An outcome of the key arrives. */
  void accept(Outcome outcome, long timestamp, long now) throws Exception {
    String position = Returned.position(outcome.record());
    if (position != null) {
      comeBack(outcome, timestamp, position);
    } else if (outcome instanceof Event event) {
      follow(new Held(event, timestamp));
    } else if (outcome instanceof DeadLetter letter) {
      exit.pass(letter, timestamp);
      if (isWaitedFor(letter, limits)) {
        park(new Mark(Returned.nextPosition(letter.record()), now));
      }
    }
  }

  /** Gives up what has been waited for long enough. */
  void expire(long now) throws Exception {
    while (line.isExpired(now)) {
      giveUp(GivenUp.EXPIRED);
    }
  }

  private void follow(Held event) throws Exception {
    if (line.isEmpty()) {
      exit.pass(event.event(), event.timestamp());
      return;
    }
    makeRoom(event.bytes());
    if (line.isEmpty()) {
      exit.overtake(event, overtaken, GivenUp.CUT);
    } else {
      line.append(event);
    }
  }

  private void park(Mark mark) throws Exception {
    makeRoom(mark.bytes());
    if (line.hasRoom(1, mark.bytes())) {
      line.append(mark);
    } else {
      exit.gaveUp(GivenUp.CUT);
    }
  }

  private void comeBack(Outcome outcome, long timestamp, String position) throws Exception {
    long number = line.find(position);
    if (number == OpenLine.NO_PLACE) {
      // It was given up, or never waited for: it is older than all that waits.
      exit.pass(outcome, timestamp);
      return;
    }
    exit.cameBack();
    if (outcome instanceof Event event) {
      takePlace(number, new Held(event, timestamp));
    } else if (outcome instanceof DeadLetter letter) {
      exit.pass(letter, timestamp);
      failAgain(number, letter);
    }
  }

  private void takePlace(long number, Held event) throws Exception {
    while (!line.isFirst(number) && !line.hasRoom(0, event.bytes())) {
      giveUp(GivenUp.CUT);
    }
    line.removeMark(number);
    if (line.isFirst(number)) {
      exit.pass(event.event(), event.timestamp());
      advance(null);
    } else {
      line.put(number, event);
    }
  }

  private void failAgain(long number, DeadLetter letter) throws Exception {
    Mark mark = line.removeMark(number);
    if (isWaitedFor(letter, limits)) {
      line.put(number, new Mark(Returned.nextPosition(letter.record()), mark.since()));
    } else if (line.isFirst(number)) {
      advance(null);
    }
  }

  private void makeRoom(long more) throws Exception {
    while (!line.isEmpty() && !line.hasRoom(1, more)) {
      giveUp(GivenUp.CUT);
    }
  }

  /** No longer waits for the first mark: what comes before the next one goes. */
  private void giveUp(GivenUp why) throws Exception {
    overtaken = line.removeFirst().position();
    exit.gaveUp(why);
    advance(why);
  }

  /**
   * To the next mark; what is on the way goes.
   *
   * @param why the record that it waited for was given up; null if it was not
   */
  private void advance(@Nullable GivenUp why) throws Exception {
    for (Held event = line.nextBeforeMark(); event != null; event = line.nextBeforeMark()) {
      if (why == null) {
        exit.release(event);
      } else {
        exit.overtake(event, overtaken, why);
      }
    }
  }
}
