package dev.breakwater.scripts.bench;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a row is told for one run.
 *
 * @param ledger topic of the books, where it keeps some
 * @param group consumer group, and the beginning of the transactional ids
 * @param directory its own, for state and checkpoints
 * @param flink settings that go over those of every Flink row
 */
record Launch(
    String bootstrap,
    String in,
    String clean,
    String dead,
    String ledger,
    String group,
    Path directory,
    int parallelism,
    Map<String, String> flink,
    boolean profile) {}
