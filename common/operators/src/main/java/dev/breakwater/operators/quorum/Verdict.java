package dev.breakwater.operators.quorum;

import dev.breakwater.operators.quorum.Effects.Count;

/**
 * Says who was right about a result, and closes it.
 *
 * <p>The reference is what more than half of the copies say whose replicas count; failing that,
 * with {@code primary} and {@code blue-green}, what went out; failing that, there is none, and all
 * are named without blame.
 */
final class Verdict {

  private final Rule rule;
  private final boolean ranked;
  private final int everybody;
  private final int inARow;
  private final Standings standings;
  private final Effects effects;

  Verdict(Rule rule, QuorumConfig config, Standings standings, Effects effects) {
    this.rule = rule;
    this.ranked = rule instanceof Rule.Primary || rule instanceof Rule.CutOver;
    this.everybody = (1 << config.replicas().size()) - 1;
    this.inARow = config.health().inARow();
    this.standings = standings;
    this.effects = effects;
  }

  void close(Ballot ballot) {
    if (!ballot.isEmitted()) {
      effects.finding(FindingKind.WITHHELD, ballot, ballot.delivered());
    }
    int reference = reference(ballot);
    if (reference == Rule.NONE) {
      undecided(ballot);
    } else {
      compare(ballot, reference);
    }
    int absent = everybody & ~ballot.delivered();
    if (absent != 0) {
      absent(ballot, absent);
    }
    ballot.close();
  }

  private int reference(Ballot ballot) {
    if (ballot.groups() == 1) {
      return 0;
    }
    int electorate = ballot.delivered() & standings.counting();
    electorate = electorate == 0 ? ballot.delivered() : electorate;
    for (int group = 0; group < ballot.groups(); group++) {
      int votes = Integer.bitCount(ballot.group(group).members() & electorate);
      if (2 * votes > Integer.bitCount(electorate)) {
        return group;
      }
    }
    return ranked ? ballot.emitted() : Rule.NONE;
  }

  private void compare(Ballot ballot, int reference) {
    for (int index = 0; index < ballot.groups(); index++) {
      Group group = ballot.group(index);
      if (index == reference) {
        for (int rest = group.members(); rest != 0; rest &= rest - 1) {
          agreed(Ballot.highest(rest));
        }
        continue;
      }
      FindingKind kind = kind(ballot.group(reference), group);
      for (int rest = group.members(); rest != 0; rest &= rest - 1) {
        differed(kind, Ballot.highest(rest));
      }
      effects.finding(kind, ballot, group.members());
    }
  }

  private void agreed(int replica) {
    effects.count(Count.AGREEMENT, replica);
    standings.agreed(replica);
  }

  /** Who only saw other events is not taken for one that computes wrong. */
  private void differed(FindingKind kind, int replica) {
    if (kind == FindingKind.LATE_SPLIT) {
      effects.count(Count.LATE_SPLIT, replica);
      standings.undecided(replica);
    } else {
      effects.count(Count.DIVERGENCE, replica);
      standings.differed(replica);
    }
  }

  private static FindingKind kind(Group one, Group other) {
    boolean explained =
        one.count() != Group.NO_COUNT
            && other.count() != Group.NO_COUNT
            && one.count() != other.count();
    return explained ? FindingKind.LATE_SPLIT : FindingKind.ALTERED;
  }

  /** No side has a majority: a late split only if that explains each difference. */
  private void undecided(Ballot ballot) {
    FindingKind kind = FindingKind.LATE_SPLIT;
    for (int one = 0; one < ballot.groups(); one++) {
      for (int other = one + 1; other < ballot.groups(); other++) {
        if (kind(ballot.group(one), ballot.group(other)) == FindingKind.ALTERED) {
          kind = FindingKind.ALTERED;
        }
      }
    }
    Count count = kind == FindingKind.ALTERED ? Count.DIVERGENCE : Count.LATE_SPLIT;
    for (int rest = ballot.delivered(); rest != 0; rest &= rest - 1) {
      effects.count(count, Ballot.highest(rest));
      standings.undecided(Ballot.highest(rest));
    }
    effects.finding(kind, ballot, ballot.delivered());
  }

  private void absent(Ballot ballot, int absent) {
    if (isExtra(ballot, absent)) {
      for (int rest = ballot.delivered(); rest != 0; rest &= rest - 1) {
        effects.count(Count.EXTRA, Ballot.highest(rest));
      }
      effects.finding(FindingKind.EXTRA, ballot, ballot.delivered());
      return;
    }
    int reported = 0;
    for (int rest = absent; rest != 0; rest &= rest - 1) {
      int replica = Ballot.highest(rest);
      if (isExpected(ballot, replica)) {
        effects.count(Count.MISSING, replica);
        reported |= standings.missed(replica) <= inARow ? 1 << replica : 0;
      }
    }
    if (reported != 0) {
      effects.finding(FindingKind.MISSING, ballot, reported);
    }
  }

  private boolean isExtra(Ballot ballot, int absent) {
    if (2 * Integer.bitCount(ballot.delivered()) >= Integer.bitCount(everybody)) {
      return false;
    }
    for (int rest = absent; rest != 0; rest &= rest - 1) {
      if (!standings.isPast(Ballot.highest(rest), ballot.time())) {
        return false;
      }
    }
    return true;
  }

  /** Across a cut-over each version only has to deliver its own side, and what it overlaps. */
  private boolean isExpected(Ballot ballot, int replica) {
    return !(rule instanceof Rule.CutOver cut)
        || cut.designated(ballot.time()) == replica
        || standings.covers(replica, ballot.time());
  }
}
