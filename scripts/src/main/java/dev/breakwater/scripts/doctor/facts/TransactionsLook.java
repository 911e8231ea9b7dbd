package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.scripts.doctor.facts.OpenTransaction.Trace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;

/** Finds open transactions: what coordinators know of them, and what partitions do. */
final class TransactionsLook {

  private static final Set<TransactionState> OPEN =
      EnumSet.of(
          TransactionState.ONGOING,
          TransactionState.PREPARE_COMMIT,
          TransactionState.PREPARE_ABORT,
          TransactionState.PREPARE_EPOCH_FENCE);

  private final Admin admin;

  TransactionsLook(Admin admin) {
    this.admin = admin;
  }

  /** All that are open on these partitions, and all that a coordinator has open anywhere. */
  TransactionFacts of(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<Long, List<Trace>> traces = traces(partitions);
    List<OpenTransaction> open = new ArrayList<>();
    for (Map.Entry<String, TransactionDescription> each : coordinated().entrySet()) {
      TransactionDescription description = each.getValue();
      List<Trace> own = traces.remove(description.producerId());
      open.add(coordinated(each.getKey(), description, own == null ? List.of() : own));
    }
    traces.forEach((producer, left) -> open.add(withoutCoordinator(producer, left)));
    open.sort(Comparator.comparing(OpenTransaction::age).reversed());
    return new TransactionFacts(open, new HeldLook(admin).of(partitions, open));
  }

  private Map<String, TransactionDescription> coordinated()
      throws ExecutionException, InterruptedException {
    Set<String> ids =
        admin
            .listTransactions(new ListTransactionsOptions().filterStates(OPEN))
            .all()
            .get()
            .stream()
            .map(TransactionListing::transactionalId)
            .collect(Collectors.toCollection(TreeSet::new));
    Map<String, TransactionDescription> open = new HashMap<>();
    var answers = admin.describeTransactions(ids);
    for (String id : ids) {
      TransactionDescription description = unlessGone(answers.description(id));
      if (description != null && OPEN.contains(description.state())) {
        open.put(id, description);
      }
    }
    return open;
  }

  /** Null where it ended between the two questions. */
  private static @org.jspecify.annotations.Nullable TransactionDescription unlessGone(
      KafkaFuture<TransactionDescription> answer) throws ExecutionException, InterruptedException {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return null;
      }
      throw e;
    }
  }

  private Map<Long, List<Trace>> traces(Collection<TopicPartition> partitions)
      throws ExecutionException, InterruptedException {
    Map<Long, List<Trace>> traces = new HashMap<>();
    for (var answer : admin.describeProducers(partitions).all().get().entrySet()) {
      for (ProducerState producer : answer.getValue().activeProducers()) {
        if (producer.currentTransactionStartOffset().isPresent()) {
          traces
              .computeIfAbsent(producer.producerId(), id -> new ArrayList<>())
              .add(trace(answer.getKey(), producer));
        }
      }
    }
    return traces;
  }

  private static Trace trace(TopicPartition partition, ProducerState producer) {
    return new Trace(
        partition,
        (short) producer.producerEpoch(),
        producer.coordinatorEpoch().orElse(-1),
        producer.currentTransactionStartOffset().getAsLong(),
        producer.lastTimestamp());
  }

  private static OpenTransaction coordinated(
      String id, TransactionDescription description, List<Trace> traces) {
    return new OpenTransaction(
        id,
        description.producerId(),
        description.state(),
        description.coordinatorId(),
        description.transactionStartTimeMs().isPresent()
            ? since(description.transactionStartTimeMs().getAsLong())
            : Duration.ZERO,
        Duration.ofMillis(description.transactionTimeoutMs()),
        description.topicPartitions(),
        traces);
  }

  private static OpenTransaction withoutCoordinator(long producer, List<Trace> traces) {
    long lastWrite = traces.stream().mapToLong(Trace::lastWrite).max().orElseThrow();
    return new OpenTransaction(
        null,
        producer,
        TransactionState.UNKNOWN,
        -1,
        since(lastWrite),
        Duration.ZERO,
        traces.stream().map(Trace::partition).collect(Collectors.toSet()),
        traces);
  }

  private static Duration since(long millis) {
    return Duration.ofMillis(Math.max(0, System.currentTimeMillis() - millis));
  }
}
