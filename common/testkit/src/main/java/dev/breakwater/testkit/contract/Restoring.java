package dev.breakwater.testkit.contract;

import java.util.ArrayList;
import java.util.List;

/** An operator that goes on from a snapshot puts out what it would have put out uninterrupted. */
final class Restoring {

  private static final int MOST_CUTS = 6;
  private static final int[] PARALLELISMS = {1, 2, 3, 1};

  private Restoring() {}

  /** Snapshot and restore at many places of the script. */
  static <K, IN, OUT> void check(Subject<K, IN, OUT> subject, Backend backend) throws Exception {
    List<Step<IN>> script = subject.script();
    List<List<Emitted>> undisturbed;
    try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, backend)) {
      undisturbed = fleet.playToEnd();
    }
    boolean forgettingShows = false;
    for (int cut : cuts(script.size())) {
      List<Step<IN>> rest = script.subList(cut, script.size());
      Saved saved;
      List<List<Emitted>> uninterrupted;
      try (Fleet<K, IN, OUT> fleet = Fleet.start(subject, backend)) {
        fleet.playTo(cut);
        // What is put out because of the checkpoint itself is rightly missing from the first run.
        boolean quiet = fleet.beforeBarrier().isEmpty();
        saved = fleet.snapshot();
        uninterrupted = fleet.playToEnd();
        if (quiet) {
          Comparison.requireSame(
              "operator that took a snapshot after %d steps and went on".formatted(cut),
              rest,
              undisturbed.subList(cut, script.size()),
              uninterrupted);
        }
      }
      try (Fleet<K, IN, OUT> fleet = Fleet.restore(subject, backend, 1, saved)) {
        Comparison.requireSame(
            "operator restored from a snapshot after %d steps".formatted(cut),
            rest,
            uninterrupted,
            fleet.playToEnd());
      }
      try (Fleet<K, IN, OUT> fleet = Fleet.forgetful(subject, backend, cut)) {
        forgettingShows |= Comparison.differ(uninterrupted, fleet.playToEnd());
      }
    }
    if (!forgettingShows) {
      throw new AssertionError(
          "script is too weak: an operator that forgets all on restore would pass; add a step"
              + " whose output depends on an earlier one");
    }
  }

  /** Parallelism 1, 2, 3 and 1 again, for a quarter of the script each. */
  static <K, IN, OUT> void checkRescaling(Subject<K, IN, OUT> subject, Backend backend)
      throws Exception {
    List<Step<IN>> script = subject.script();
    int phases = PARALLELISMS.length;
    if (script.size() < phases) {
      throw new AssertionError(
          "script must have at least %d steps, had %d".formatted(phases, script.size()));
    }
    requireKeysOnSeveralSubtasks(subject);
    try (Fleet<K, IN, OUT> single = Fleet.start(subject, backend)) {
      Saved saved = null;
      for (int phase = 0; phase < phases; phase++) {
        int parallelism = PARALLELISMS[phase];
        int begin = script.size() * phase / phases;
        int end = script.size() * (phase + 1) / phases;
        List<List<Emitted>> expected = single.playTo(end);
        single.beforeBarrier();
        single.snapshot();
        try (Fleet<K, IN, OUT> fleet =
            saved == null
                ? Fleet.start(subject, backend)
                : Fleet.restore(subject, backend, parallelism, saved)) {
          Comparison.requireSame(
              "operator of parallelism %d, in phase %d of 1, 2, 3, 1,"
                  .formatted(parallelism, phase + 1),
              script.subList(begin, end),
              expected,
              fleet.playTo(end));
          fleet.beforeBarrier();
          saved = fleet.snapshot();
        }
      }
    }
  }

  private static <K, IN, OUT> void requireKeysOnSeveralSubtasks(Subject<K, IN, OUT> subject)
      throws Exception {
    for (int parallelism : PARALLELISMS) {
      long owners = subject.owners(parallelism);
      if (owners < Math.min(parallelism, 2)) {
        throw new AssertionError(
            "script is too weak: all its keys go to one subtask at parallelism " + parallelism);
      }
    }
  }

  private static List<Integer> cuts(int steps) {
    List<Integer> cuts = new ArrayList<>();
    int count = Math.min(steps - 1, MOST_CUTS);
    for (int i = 1; i <= count; i++) {
      cuts.add(steps * i / (count + 1));
    }
    return cuts;
  }
}
