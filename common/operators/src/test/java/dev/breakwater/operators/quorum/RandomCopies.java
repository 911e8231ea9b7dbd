package dev.breakwater.operators.quorum;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Copies of many results in an order drawn by a seed, with losses, repeats, lies and delays. */
final class RandomCopies {

  private final Random random;
  private final QuorumConfig config;
  private final List<Copy> copies = new ArrayList<>();

  private RandomCopies(long seed, QuorumConfig config) {
    this.random = new Random(seed);
    this.config = config;
  }

  /** No two at one time, so that the order is one. */
  static List<Copy> of(long seed, QuorumConfig config, int results) {
    RandomCopies drawn = new RandomCopies(seed, config);
    for (int i = 0; i < results; i++) {
      drawn.result("r" + i, 10_000 + i * (1L + drawn.random.nextInt(40)), i * 1_000L);
    }
    List<Copy> ordered = new ArrayList<>();
    long last = 0;
    for (Copy copy : drawn.copies.stream().sorted(Comparator.comparingLong(Copy::at)).toList()) {
      last = Math.max(copy.at(), last + 1);
      ordered.add(new Copy(last, copy.replica(), copy.id(), copy.time(), copy.content()));
    }
    return ordered;
  }

  private void result(String id, long at, long time) {
    for (int replica = 0; replica < config.replicas().size(); replica++) {
      if (random.nextInt(8) == 0) {
        continue;
      }
      long arrives = at + delay();
      String content = random.nextInt(8) == 0 ? "lie " + random.nextInt(3) : "truth";
      copies.add(new Copy(arrives, replica, id, time, content));
      while (random.nextInt(6) == 0) {
        String again = random.nextInt(5) == 0 ? "lie " + random.nextInt(3) : content;
        copies.add(new Copy(arrives + delay(), replica, id, time, again));
      }
    }
  }

  private long delay() {
    long deadline = config.timing().deadline();
    long verification = config.timing().verification();
    return switch (random.nextInt(10)) {
      case 0 -> deadline - 5 + random.nextInt(10);
      case 1 -> random.nextInt((int) verification);
      case 2 -> verification - 5 + random.nextInt(10);
      case 3 -> verification + random.nextInt((int) verification);
      default -> random.nextInt(50);
    };
  }
}
