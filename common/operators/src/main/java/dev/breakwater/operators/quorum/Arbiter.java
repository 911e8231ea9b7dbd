package dev.breakwater.operators.quorum;

import dev.breakwater.operators.event.Event;
import dev.breakwater.operators.quorum.Effects.Count;
import dev.breakwater.operators.quorum.Group.Spot;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides about results: which copy goes out and when, and, once all copies are there or their time
 * is over, who was right.
 *
 * <p>A ballot says whether its result went out, so whatever is decided, that happens once. Groups
 * are made in the order in which copies come: a copy joins the first group whose leading copy it
 * agrees with, else it leads a new one.
 */
final class Arbiter {

  private final QuorumTiming timing;
  private final boolean hold;
  private final long recheck;
  private final int everybody;
  private final Rule rule;
  private final Content content;
  private final Standings standings;
  private final Effects effects;
  private final Verdict verdict;

  Arbiter(QuorumConfig config, Standings standings, Effects effects) {
    this.timing = config.timing();
    this.hold = config.onDeadline() == DeadlinePolicy.HOLD;
    this.recheck =
        config.mode() == QuorumMode.PRIMARY ? config.health().silentAfter() : timing.deadline();
    this.everybody = (1 << config.replicas().size()) - 1;
    this.rule = Rule.of(config);
    this.content = new Content(config.comparison());
    this.standings = standings;
    this.effects = effects;
    this.verdict = new Verdict(rule, config, standings, effects);
  }

  /** A copy of a result came. */
  void copy(Ballot ballot, Event event, int replica, long now) {
    effects.count(Count.COPY, replica);
    // Who comes late does not show that others are silent: they may have come long before.
    int delivered = ballot.isClosed() ? everybody : ballot.delivered();
    standings.heard(replica, event.time(), delivered, !ballot.isDelivered(replica), now);
    Digest digest = content.digest(event);
    int group = find(ballot, digest, event);
    if (ballot.isDelivered(replica)) {
      repeat(ballot, group, event, replica, digest);
    } else if (ballot.isClosed()) {
      late(ballot, group, event, replica, digest);
    } else {
      take(ballot, group, event, replica, digest);
      settle(ballot, event, group == Rule.NONE ? ballot.groups() - 1 : group, now);
      if (ballot.delivered() == everybody) {
        settleForBest(ballot);
        verdict.close(ballot);
      }
    }
  }

  /** A copy came whose result is not remembered, and may have gone out long ago. */
  void straggler(Event event, int replica, long now) {
    effects.count(Count.COPY, replica);
    effects.count(Count.STRAGGLER, replica);
    standings.heard(replica, event.time(), everybody, false, now);
    effects.straggler(event);
  }

  /** Time has passed for a result. */
  void timer(Ballot ballot, long now) {
    if (ballot.isClosed()) {
      return;
    }
    standings.judgeSilence(now);
    if (!ballot.isEmitted()) {
      settle(ballot, null, Rule.NONE, now);
      if (now >= ballot.firstSeen() + timing.deadline()) {
        settleForBest(ballot);
      }
    }
    if (now >= ballot.firstSeen() + timing.verification()) {
      verdict.close(ballot);
    }
  }

  /** When the result must be looked at next, or {@link Ballot#NEVER}. */
  long due(Ballot ballot, long now) {
    if (ballot.isClosed()) {
      return Ballot.NEVER;
    }
    long deadline = ballot.firstSeen() + timing.deadline();
    if (ballot.isEmitted() || now >= deadline) {
      return ballot.firstSeen() + timing.verification();
    }
    return Math.min(deadline, now + recheck);
  }

  private int find(Ballot ballot, Digest digest, Event event) {
    int same = ballot.find(digest);
    if (same != Rule.NONE || !content.tolerant()) {
      return same;
    }
    for (int i = 0; i < ballot.groups(); i++) {
      Event leader = ballot.group(i).held();
      if (leader != null && content.agree(leader, event)) {
        return i;
      }
    }
    return Rule.NONE;
  }

  private void repeat(Ballot ballot, int group, Event event, int replica, Digest digest) {
    effects.count(Count.REPEAT, replica);
    boolean sameAgain = group != Rule.NONE && ballot.group(group).has(replica);
    // Closed ones with a tolerance hold nothing to compare a merely similar copy with.
    if (!sameAgain && !(ballot.isClosed() && content.tolerant())) {
      effects.count(Count.DIVERGENCE, replica);
      effects.contradiction(FindingKind.UNSTABLE, event, replica, digest);
    }
  }

  private void late(Ballot ballot, int group, Event event, int replica, Digest digest) {
    effects.count(Count.STRAGGLER, replica);
    if (group != Rule.NONE) {
      ballot.join(group, replica);
      return;
    }
    ballot.add(new Group(digest, replica, Group.NO_COUNT, null));
    if (!content.tolerant()) {
      effects.count(Count.DIVERGENCE, replica);
      effects.contradiction(FindingKind.ALTERED, event, replica, digest);
    }
  }

  private void take(Ballot ballot, int group, Event event, int replica, Digest digest) {
    if (group != Rule.NONE) {
      ballot.join(group, replica);
      return;
    }
    Spot spot =
        new Spot(event.record().topic(), event.record().partition(), event.record().offset());
    Group added = new Group(digest, replica, content.count(event), spot);
    added.hold(event);
    ballot.add(added);
  }

  private void settle(Ballot ballot, @Nullable Event atHand, int own, long now) {
    if (ballot.isEmitted()) {
      return;
    }
    int group = rule.settle(ballot, standings, now);
    if (group != Rule.NONE) {
      // With a tolerance the leading copy goes out: it is the one that the others agree with.
      Event copy = own == group && !content.tolerant() ? atHand : null;
      emit(ballot, group, copy, -1);
    }
  }

  private void settleForBest(Ballot ballot) {
    if (!hold && !ballot.isEmitted()) {
      int group = rule.best(ballot, standings);
      int votes = Integer.bitCount(ballot.group(group).members() & standings.counting());
      emit(ballot, group, null, votes);
    }
  }

  private void emit(Ballot ballot, int index, @Nullable Event copy, int votes) {
    Group group = ballot.group(index);
    Event event = copy == null ? group.held() : copy;
    effects.result(Objects.requireNonNull(event, "copy that was held"), votes);
    ballot.emit(index);
    if (!content.tolerant()) {
      group.hold(null);
    }
  }
}
