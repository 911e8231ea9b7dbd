package dev.breakwater.operators.quorum;

/** How a result is chosen among the copies that are there; one rule per mode. */
sealed interface Rule {

  /** No group. */
  int NONE = -1;

  /** The group of copies whose content is the result, or {@link #NONE} while none is. */
  int settle(Ballot ballot, Standings standings, long now);

  /** The group that is best where none has settled it; there is at least one. */
  int best(Ballot ballot, Standings standings);

  static Rule of(QuorumConfig config) {
    return switch (config.mode()) {
      case FIRST -> new First();
      case QUORUM -> new Agreement(config.agree());
      case PRIMARY -> new Primary();
      case BLUE_GREEN -> new CutOver(config.cutOverAt());
    };
  }

  /** The first copy of a replica that counts. */
  record First() implements Rule {

    @Override
    public int settle(Ballot ballot, Standings standings, long now) {
      int counting = standings.counting();
      for (int group = 0; group < ballot.groups(); group++) {
        if ((ballot.group(group).members() & counting) != 0) {
          return group;
        }
      }
      return NONE;
    }

    @Override
    public int best(Ballot ballot, Standings standings) {
      return 0;
    }
  }

  /**
   * The content that enough replicas agree on. Failing that, the one with the most copies of
   * replicas that count; of equal ones, that with the replica of the highest rank.
   */
  record Agreement(int copies) implements Rule {

    @Override
    public int settle(Ballot ballot, Standings standings, long now) {
      for (int group = 0; group < ballot.groups(); group++) {
        int votes = ballot.group(group).members() & standings.counting();
        if (Integer.bitCount(votes) >= copies) {
          return group;
        }
      }
      return NONE;
    }

    @Override
    public int best(Ballot ballot, Standings standings) {
      int best = 0;
      for (int group = 1; group < ballot.groups(); group++) {
        if (better(ballot.group(group).members(), ballot.group(best).members(), standings)) {
          best = group;
        }
      }
      return best;
    }

    private static boolean better(int members, int than, Standings standings) {
      int counting = standings.counting();
      int more = Integer.bitCount(members & counting) - Integer.bitCount(than & counting);
      if (more == 0) {
        more = Integer.bitCount(members) - Integer.bitCount(than);
      }
      return more > 0 || (more == 0 && Ballot.highest(members) < Ballot.highest(than));
    }
  }

  /** What the replica says that is active at the moment. */
  record Primary() implements Rule {

    @Override
    public int settle(Ballot ballot, Standings standings, long now) {
      return ballot.groupOf(standings.active(now));
    }

    @Override
    public int best(Ballot ballot, Standings standings) {
      return ofHighestRank(ballot, standings);
    }
  }

  /** What the first replica says of results before the cut, and the second of those from it on. */
  record CutOver(long at) implements Rule {

    @Override
    public int settle(Ballot ballot, Standings standings, long now) {
      return ballot.groupOf(designated(ballot.time()));
    }

    int designated(long time) {
      return time < at ? 0 : 1;
    }

    @Override
    public int best(Ballot ballot, Standings standings) {
      return ofHighestRank(ballot, standings);
    }
  }

  private static int ofHighestRank(Ballot ballot, Standings standings) {
    int counting = ballot.delivered() & standings.counting();
    return ballot.groupOf(Ballot.highest(counting != 0 ? counting : ballot.delivered()));
  }
}
