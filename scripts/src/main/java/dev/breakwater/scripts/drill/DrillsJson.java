package dev.breakwater.scripts.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/** {@code drills.json}: an array with one object per round; times in seconds, null for "never". */
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
      one.put("lost", round.balance().lost());
      one.put("duplicated", round.balance().duplicated());
      one.put("altered", round.balance().altered());
      one.put("reordered", round.balance().reordered());
      put(one, "detection_s", round.detection());
      put(one, "gap_s", OptionalDouble.of(round.measures().gap()));
      put(one, "worst_latency_s", OptionalDouble.of(round.measures().worstLatency()));
      put(one, "catch_up_s", round.measures().catchUp());
      one.put("records", round.records());
    }
    return all;
  }

  private static void put(ObjectNode node, String name, OptionalDouble seconds) {
    if (seconds.isPresent()) {
      node.put(name, Math.round(seconds.getAsDouble() * 1_000) / 1_000.0);
    } else {
      node.putNull(name);
    }
  }
}
