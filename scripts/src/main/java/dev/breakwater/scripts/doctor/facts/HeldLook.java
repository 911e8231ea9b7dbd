package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.scripts.doctor.facts.OpenTransaction.Trace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Finds partitions whose stable end is behind their end, and who waits there. */
final class HeldLook {

  /** Asking each group of a large cluster would take minutes. */
  private static final int MOST_GROUPS = 200;

  private final Admin admin;

  HeldLook(Admin admin) {
    this.admin = admin;
  }

  List<HeldPartition> of(Collection<TopicPartition> partitions, List<OpenTransaction> open)
      throws ExecutionException, InterruptedException {
    // The stable end comes first: what moves in between only makes the distance longer.
    Map<TopicPartition, ListOffsetsResultInfo> stable =
        ends(partitions, IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, ListOffsetsResultInfo> end =
        ends(partitions, IsolationLevel.READ_UNCOMMITTED);
    List<HeldPartition> held = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      long from = offset(stable, partition);
      List<String> holders = holders(open, partition, from);
      if (!holders.isEmpty() && offset(end, partition) > from) {
        held.add(new HeldPartition(partition, from, offset(end, partition), holders, List.of()));
      }
    }
    return held.isEmpty() ? held : withReaders(held);
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    return Known.present(offsets.get(partition), "the end of " + partition).offset();
  }

  private static List<String> holders(
      List<OpenTransaction> open, TopicPartition partition, long from) {
    return open.stream()
        .filter(t -> t.traces().stream().anyMatch(trace -> isAt(trace, partition, from)))
        .map(OpenTransaction::name)
        .toList();
  }

  private static boolean isAt(Trace trace, TopicPartition partition, long offset) {
    return trace.partition().equals(partition) && trace.start() <= offset;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> ends(
      Collection<TopicPartition> partitions, IsolationLevel isolation)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream()
            .collect(Collectors.toMap(Function.identity(), p -> OffsetSpec.latest()));
    return admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all().get();
  }

  private List<HeldPartition> withReaders(List<HeldPartition> held)
      throws ExecutionException, InterruptedException {
    List<String> groups =
        admin.listGroups(ListGroupsOptions.forConsumerGroups()).all().get().stream()
            .map(GroupListing::groupId)
            .sorted()
            .limit(MOST_GROUPS)
            .toList();
    List<HeldPartition> named = held;
    for (String group : groups) {
      var offsets = Known.ask(() -> positions(group));
      if (offsets.isKnown()) {
        named = named.stream().map(p -> withReader(p, group, offsets.get())).toList();
      }
    }
    return named;
  }

  private Map<TopicPartition, OffsetAndMetadata> positions(String group)
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group).get();
  }

  private static HeldPartition withReader(
      HeldPartition held, String group, Map<TopicPartition, OffsetAndMetadata> positions) {
    OffsetAndMetadata position = positions.get(held.partition());
    if (position == null || position.offset() < held.stable()) {
      return held;
    }
    List<String> readers = new ArrayList<>(held.readers());
    readers.add("%s (lag %d)".formatted(group, held.end() - position.offset()));
    return new HeldPartition(held.partition(), held.stable(), held.end(), held.holders(), readers);
  }
}
