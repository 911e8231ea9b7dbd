package dev.breakwater.scripts.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.testkit.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * {@code drills.json}: an array with one object per round; times in seconds, null for "never" and,
 * in a round without a verdict, for what is not known. What only one drill measures comes last.
 */
final class DrillsJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DrillsJson() {}

  static void write(Path file, List<Round> rounds) throws IOException {
    Files.writeString(
        file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(of(rounds)) + "\n");
  }

  static ArrayNode of(List<Round> rounds) {
    ArrayNode all = JSON.createArrayNode();
    for (Round round : rounds) {
      ObjectNode one = all.addObject();
      one.put("name", round.name());
      one.put("seed", round.seed());
      one.put("round", round.number());
      one.put("verdict", round.verdict());
      put(one, "lost", round.balance(), Verdict::lost);
      put(one, "duplicated", round.balance(), Verdict::duplicated);
      put(one, "altered", round.balance(), Verdict::altered);
      put(one, "reordered", round.balance(), Verdict::reordered);
      put(one, "detection_s", round.detection());
      put(one, "gap_s", OptionalDouble.of(round.measures().gap()));
      put(one, "worst_latency_s", OptionalDouble.of(round.measures().worstLatency()));
      put(one, "catch_up_s", round.measures().catchUp());
      one.put("records", round.records());
      round.observed().figures().forEach((name, value) -> put(one, name, OptionalDouble.of(value)));
    }
    return all;
  }

  private static void put(
      ObjectNode node, String name, @Nullable Verdict balance, ToLongFunction<Verdict> count) {
    if (balance == null) {
      node.putNull(name);
    } else {
      node.put(name, count.applyAsLong(balance));
    }
  }

  private static void put(ObjectNode node, String name, OptionalDouble number) {
    if (number.isPresent() && !Double.isNaN(number.getAsDouble())) {
      node.put(name, Math.round(number.getAsDouble() * 1_000) / 1_000.0);
    } else {
      node.putNull(name);
    }
  }
}
