package dev.breakwater.operators.quorum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What must come of the copies of results, worked out from each result's whole history, with
 * neither state nor timers. Of replicas that all count and never change.
 */
final class NaiveModel {

  final List<Transcript.Out> results = new ArrayList<>();
  final List<Transcript.Found> findings = new ArrayList<>();
  final Map<String, Integer> counts = new TreeMap<>();

  private final QuorumConfig config;
  private final int size;

  /** The last time of results per replica, as of the copy that came at that position. */
  private final List<Copy> all;

  NaiveModel(QuorumConfig config, List<Copy> copies) {
    this.config = config;
    this.size = config.replicas().size();
    this.all = copies;
    Map<String, List<Copy>> byResult = new LinkedHashMap<>();
    for (Copy copy : copies) {
      byResult.computeIfAbsent(copy.id(), id -> new ArrayList<>()).add(copy);
      count("COPY", copy.replica());
    }
    byResult.values().forEach(this::judge);
  }

  private void judge(List<Copy> history) {
    long end = history.get(0).at() + config.timing().verification();
    Map<Integer, Copy> said = new LinkedHashMap<>();
    boolean closed = false;
    Copy outBy = null;
    for (Copy copy : history) {
      if (!closed && copy.at() >= end) {
        outBy = settleAtDeadline(history.get(0), said, outBy, copy.at());
        close(history.get(0), said, outBy, end);
        closed = true;
      }
      if (said.containsKey(copy.replica())) {
        count("REPEAT", copy.replica());
        if (!agrees(said, copy)) {
          count("DIVERGENCE", copy.replica());
          found(FindingKind.UNSTABLE, copy.id(), 1 << copy.replica());
        }
        continue;
      }
      if (closed) {
        count("STRAGGLER", copy.replica());
        boolean known = said.values().stream().anyMatch(c -> c.content().equals(copy.content()));
        said.put(copy.replica(), copy);
        if (!known) {
          count("DIVERGENCE", copy.replica());
          found(FindingKind.ALTERED, copy.id(), 1 << copy.replica());
        }
        continue;
      }
      outBy = settleAtDeadline(history.get(0), said, outBy, copy.at());
      said.put(copy.replica(), copy);
      if (outBy == null && isSettled(history.get(0), said, copy)) {
        outBy = copy;
        results.add(new Transcript.Out(copy.at(), copy.id(), copy.content(), -1));
      }
      if (said.size() == size) {
        if (outBy == null && config.onDeadline() == DeadlinePolicy.EMIT) {
          outBy = outOfBest(said, copy.at());
        }
        close(history.get(0), said, outBy, copy.at());
        closed = true;
      }
    }
    if (!closed) {
      outBy = settleAtDeadline(history.get(0), said, outBy, Long.MAX_VALUE);
      close(history.get(0), said, outBy, end);
    }
  }

  private static boolean agrees(Map<Integer, Copy> said, Copy copy) {
    Copy before = said.get(copy.replica());
    return before != null && before.content().equals(copy.content());
  }

  private boolean isSettled(Copy first, Map<Integer, Copy> said, Copy copy) {
    return switch (config.mode()) {
      case FIRST -> true;
      case QUORUM -> votes(said, copy.content()) >= config.agree();
      case BLUE_GREEN -> copy.replica() == (first.time() < config.cutOverAt() ? 0 : 1);
      case PRIMARY -> throw new AssertionError("needs a model of replicas");
    };
  }

  private @Nullable Copy settleAtDeadline(
      Copy first, Map<Integer, Copy> said, @Nullable Copy outBy, long now) {
    long deadline = first.at() + config.timing().deadline();
    if (outBy != null || now < deadline || config.onDeadline() == DeadlinePolicy.HOLD) {
      return outBy;
    }
    return outOfBest(said, deadline);
  }

  private Copy outOfBest(Map<Integer, Copy> said, long at) {
    Copy best = null;
    for (int replica = 0; replica < size; replica++) {
      Copy copy = said.get(replica);
      if (copy != null
          && (best == null
              || (config.mode() == QuorumMode.QUORUM
                  && votes(said, copy.content()) > votes(said, best.content())))) {
        best = copy;
      }
    }
    if (best == null) {
      throw new AssertionError("nobody said anything");
    }
    results.add(new Transcript.Out(at, best.id(), best.content(), votes(said, best.content())));
    return best;
  }

  private static int votes(Map<Integer, Copy> said, String content) {
    return (int) said.values().stream().filter(copy -> copy.content().equals(content)).count();
  }

  private void close(Copy first, Map<Integer, Copy> said, @Nullable Copy outBy, long at) {
    if (outBy == null) {
      found(FindingKind.WITHHELD, first.id(), members(said, null));
    }
    List<String> contents = said.values().stream().map(Copy::content).distinct().toList();
    String reference = reference(said, contents, outBy);
    if (reference == null) {
      said.keySet().forEach(replica -> count("DIVERGENCE", replica));
      found(FindingKind.ALTERED, first.id(), members(said, null));
    }
    for (String content : contents) {
      if (content.equals(reference)) {
        each(members(said, content), "AGREEMENT");
      } else if (reference != null) {
        each(members(said, content), "DIVERGENCE");
        found(FindingKind.ALTERED, first.id(), members(said, content));
      }
    }
    absent(first, said, at);
  }

  private @Nullable String reference(
      Map<Integer, Copy> said, List<String> contents, @Nullable Copy outBy) {
    for (String content : contents) {
      if (2 * votes(said, content) > said.size()) {
        return content;
      }
    }
    return config.mode() == QuorumMode.BLUE_GREEN && outBy != null ? outBy.content() : null;
  }

  private void absent(Copy first, Map<Integer, Copy> said, long at) {
    int absent = ((1 << size) - 1) & ~members(said, null);
    if (absent == 0) {
      return;
    }
    boolean allPast = true;
    int missing = 0;
    for (int replica = 0; replica < size; replica++) {
      if ((absent >>> replica & 1) != 0) {
        int who = replica;
        allPast &= before(at, who).anyMatch(copy -> copy.time() > first.time());
        boolean around =
            before(at, who).anyMatch(copy -> copy.time() >= first.time())
                && before(at, who).anyMatch(copy -> copy.time() <= first.time());
        boolean expected =
            config.mode() != QuorumMode.BLUE_GREEN
                || replica == (first.time() < config.cutOverAt() ? 0 : 1)
                || around;
        missing |= expected ? 1 << replica : 0;
      }
    }
    if (2 * said.size() < size && allPast) {
      each(members(said, null), "EXTRA");
      found(FindingKind.EXTRA, first.id(), members(said, null));
    } else if (missing != 0) {
      each(missing, "MISSING");
      found(FindingKind.MISSING, first.id(), missing);
    }
  }

  /** Copies at the very time of a timer come after it. */
  private java.util.stream.Stream<Copy> before(long at, int replica) {
    return all.stream().filter(copy -> copy.replica() == replica && copy.at() < at);
  }

  private static int members(Map<Integer, Copy> said, @Nullable String content) {
    int members = 0;
    for (Copy copy : said.values()) {
      members |= content == null || copy.content().equals(content) ? 1 << copy.replica() : 0;
    }
    return members;
  }

  private void each(int replicas, String what) {
    for (int replica = 0; replica < size; replica++) {
      if ((replicas >>> replica & 1) != 0) {
        count(what, replica);
      }
    }
  }

  private void count(String what, int replica) {
    counts.merge(what + "/" + replica, 1, Integer::sum);
  }

  private void found(FindingKind kind, String id, int replicas) {
    findings.add(new Transcript.Found(kind, id, replicas));
  }
}
