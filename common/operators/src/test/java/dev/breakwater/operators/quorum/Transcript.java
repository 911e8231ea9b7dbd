package dev.breakwater.operators.quorum;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.breakwater.operators.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes down what the core brings about. */
final class Transcript implements Effects {

  /**
   * A result that went out.
   *
   * @param votes -1 where it was settled
   */
  record Out(long at, String id, String content, int votes) {}

  /** What is wrong with a result, and with whose copies: one bit each. */
  record Found(FindingKind kind, String id, int replicas) {}

  long now;
  final List<Out> results = new ArrayList<>();
  final List<String> from = new ArrayList<>();
  final List<Found> findings = new ArrayList<>();
  final List<String> changes = new ArrayList<>();
  final Map<String, Integer> counts = new TreeMap<>();

  @Override
  public void count(Count what, int replica) {
    counts.merge(what + "/" + replica, 1, Integer::sum);
  }

  @Override
  public void result(Event event, int votes) {
    byte @Nullable [] data = event.data();
    results.add(new Out(now, event.id(), data == null ? "" : new String(data, UTF_8), votes));
    from.add(event.record().topic());
  }

  @Override
  public void finding(FindingKind kind, Ballot ballot, int replicas) {
    findings.add(new Found(kind, ballot.id(), replicas));
  }

  @Override
  public void contradiction(FindingKind kind, Event copy, int replica, Digest digest) {
    findings.add(new Found(kind, copy.id(), 1 << replica));
  }

  @Override
  public void straggler(Event copy) {
    throw new AssertionError("the core is asked for no stragglers here");
  }

  @Override
  public void changed(int replica, ReplicaState from, ReplicaState to) {
    changes.add(now + ": " + replica + " " + from + " -> " + to);
  }

  @Override
  public void tookOver(int replica, int before) {
    changes.add(now + ": " + replica + " takes over from " + before);
  }
}
