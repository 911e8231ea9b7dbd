package dev.breakwater.operators.quorum;

import dev.breakwater.operators.dedup.Fingerprint;
import dev.breakwater.operators.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The core with its effects written down, its timers fired when they are due, and no Flink. */
final class Court {

  final Transcript record = new Transcript();
  final Standings standings;
  private final Arbiter arbiter;
  private final Map<Fingerprint, Ballot> ballots = new HashMap<>();
  private final TreeMap<Long, Map<Fingerprint, Ballot>> timers = new TreeMap<>();

  Court(QuorumConfig config) {
    standings = new Standings(config.replicas().size(), config.health(), record);
    arbiter = new Arbiter(config, standings, record);
  }

  void arrive(Copy copy) {
    clock(copy.at());
    record.now = copy.at();
    Event event = copy.event();
    Fingerprint key = Fingerprint.of(event);
    Ballot ballot =
        ballots.computeIfAbsent(
            key, k -> new Ballot(0, copy.at(), copy.time(), event.source(), event.id()));
    arbiter.copy(ballot, event, copy.replica(), copy.at());
    schedule(key, ballot, copy.at());
  }

  /** Fires what is due up to this time, it included. */
  void clock(long time) {
    while (!timers.isEmpty() && timers.firstKey() <= time) {
      Map.Entry<Long, Map<Fingerprint, Ballot>> due = timers.pollFirstEntry();
      record.now = due.getKey();
      due.getValue()
          .forEach(
              (key, ballot) -> {
                if (ballot.timer() == due.getKey()) {
                  ballot.setTimer(Ballot.NEVER);
                  arbiter.timer(ballot, due.getKey());
                  schedule(key, ballot, due.getKey());
                }
              });
    }
    record.now = time;
  }

  private void schedule(Fingerprint key, Ballot ballot, long now) {
    long due = arbiter.due(ballot, now);
    ballot.setTimer(due);
    if (due != Ballot.NEVER) {
      timers.computeIfAbsent(due, time -> new HashMap<>()).put(key, ballot);
    }
  }

  Ballot only() {
    return ballots.values().iterator().next();
  }

  int open() {
    return (int) ballots.values().stream().filter(ballot -> !ballot.isClosed()).count();
  }
}
