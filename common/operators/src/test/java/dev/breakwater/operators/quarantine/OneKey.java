package dev.breakwater.operators.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.quarantine.Place.Held;
import dev.breakwater.operators.quarantine.WaitingLine.GivenUp;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The line of one key on maps, its row taken up anew before each step. */
final class OneKey implements OpenLine.Rows, WaitingLine.Exit {

  private final QuarantineConfig limits;
  private final WaitingLine line;
  private final Map<Long, Place> places = new HashMap<>();
  private final Map<String, Long> parked = new HashMap<>();
  private final Map<GivenUp, Integer> givenUp = new EnumMap<>(GivenUp.class);
  private final List<Outcome> all = new ArrayList<>();
  private Line row = Line.NONE;
  private long others;
  private long now;
  private int shown;

  OneKey(QuarantineConfig limits) {
    this.limits = limits;
    this.line = new WaitingLine(limits, this, this);
  }

  OneKey at(long time) {
    now = time;
    return this;
  }

  /** What other keys hold from now on, in bytes. */
  OneKey others(long bytes) {
    others = bytes;
    return this;
  }

  OneKey arrive(Outcome... outcomes) throws Exception {
    for (Outcome outcome : outcomes) {
      line.line().open(row, row.bytes() + others);
      line.accept(outcome, Held.NO_TIMESTAMP, now);
      row = line.line().line();
      check();
    }
    return this;
  }

  void expire() throws Exception {
    line.line().open(row, row.bytes() + others);
    line.expire(now);
    row = line.line().line();
    check();
  }

  Line row() {
    return row;
  }

  int count(GivenUp why) {
    return givenUp.getOrDefault(why, 0);
  }

  /** What came out since the last call. */
  List<String> out() {
    List<String> fresh =
        all.subList(shown, all.size()).stream().map(outcome -> Outcomes.shown(outcome)).toList();
    shown = all.size();
    return fresh;
  }

  Outcome last() {
    return all.get(all.size() - 1);
  }

  void assertEmpty() {
    assertThat(row).isEqualTo(Line.NONE);
    assertThat(places).isEmpty();
    assertThat(parked).isEmpty();
  }

  /** What always holds. */
  private void check() {
    List<Place> kept = List.copyOf(places.values());
    assertThat(row.marks()).isEqualTo(parked.size());
    assertThat(row.marks()).isEqualTo(kept.stream().filter(p -> p instanceof Place.Mark).count());
    assertThat(row.held()).isEqualTo(kept.stream().filter(p -> p instanceof Held).count());
    assertThat(row.bytes()).isEqualTo(kept.stream().mapToLong(Place::bytes).sum());
    assertThat(kept.size()).isLessThanOrEqualTo(limits.maxRecordsPerKey());
    assertThat(row.bytes()).isLessThanOrEqualTo(limits.maxBytesPerKey());
    parked.forEach(
        (position, number) ->
            assertThat(places.get(number))
                .isInstanceOfSatisfying(
                    Place.Mark.class, mark -> assertThat(mark.position()).isEqualTo(position)));
    if (row.isNone()) {
      assertEmpty();
    } else {
      assertThat(places.get(row.head()))
          .isInstanceOfSatisfying(
              Place.Mark.class, mark -> assertThat(mark.since()).isEqualTo(row.since()));
    }
  }

  @Override
  public @Nullable Place place(long number) {
    return places.get(number);
  }

  @Override
  public void put(long number, Place place) {
    places.put(number, place);
  }

  @Override
  public void remove(long number) {
    places.remove(number);
  }

  @Override
  public long numberOf(String position) {
    return parked.getOrDefault(position, OpenLine.NO_PLACE);
  }

  @Override
  public void note(String position, long number) {
    assertThat(parked.put(position, number)).isNull();
  }

  @Override
  public void forget(String position) {
    assertThat(parked.remove(position)).isNotNull();
  }

  @Override
  public void pass(Outcome outcome, long timestamp) {
    all.add(outcome);
  }

  @Override
  public void release(Held held) {
    all.add(held.event());
  }

  @Override
  public void overtake(Held held, String position, GivenUp why) {
    assertThat(position).isNotEmpty();
    all.add(
        limits.onLimit() == LimitPolicy.RELEASE
            ? Overtaking.flagged(held.event(), position)
            : Overtaking.expired(held.event(), position, why, now));
  }

  @Override
  public void cameBack() {}

  @Override
  public void gaveUp(GivenUp why) {
    givenUp.merge(why, 1, Integer::sum);
  }
}
