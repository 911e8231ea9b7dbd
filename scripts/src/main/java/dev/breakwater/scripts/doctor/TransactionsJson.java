package dev.breakwater.scripts.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.breakwater.scripts.doctor.facts.HeldPartition;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;

/**
 * Open transactions for programs: {@code {"transactions": [{"id", "producer_id", "ours", "stuck",
 * "state", "coordinator", "age_s", "timeout_s", "partitions", "holds_back": [{"partition",
 * "stable", "end", "held_back", "readers"}]}]}}.
 */
final class TransactionsJson {

  private TransactionsJson() {}

  static String of(TransactionFacts facts, Suspicion suspicion) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    ArrayNode list = root.putArray("transactions");
    for (OpenTransaction open : facts.open()) {
      ObjectNode node = list.addObject();
      node.put("id", open.id());
      node.put("producer_id", open.producerId());
      node.put("ours", suspicion.isOurs(open));
      node.put("stuck", suspicion.looksStuck(open));
      node.put("state", open.state().toString());
      node.put("coordinator", open.coordinator());
      node.put("age_s", open.age().toMillis() / 1_000.0);
      node.put("timeout_s", open.timeout().toMillis() / 1_000.0);
      ArrayNode partitions = node.putArray("partitions");
      open.partitions().stream().map(Object::toString).sorted().forEach(partitions::add);
      ArrayNode held = node.putArray("holds_back");
      facts.heldBy(open).forEach(partition -> held(held.addObject(), partition));
    }
    return root.toPrettyString();
  }

  private static void held(ObjectNode node, HeldPartition held) {
    node.put("partition", held.partition().toString());
    node.put("stable", held.stable());
    node.put("end", held.end());
    node.put("held_back", held.heldBack());
    ArrayNode readers = node.putArray("readers");
    held.readers().forEach(readers::add);
  }
}
