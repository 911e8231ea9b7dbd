package dev.breakwater.operators.kafka;

import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.jspecify.annotations.Nullable;

/** Asks the coordinator of a transactional id what it knows. For one thread. */
interface TransactionWitness extends AutoCloseable {

  /**
   * What the coordinator says; null when it knows no such id.
   *
   * @param within the time for all attempts together: what is worth a retry is retried until then
   * @throws IOException when there is no answer in that time
   */
  @Nullable TransactionDescription describe(String transactionalId, Duration within)
      throws IOException, InterruptedException;

  @Override
  void close();

  /** Makes a witness where it is needed. */
  interface Factory extends Serializable {
    TransactionWitness create();
  }

  /** One that asks the broker. The client is made at the first question: most runs ask none. */
  static Factory admin(Map<String, String> properties) {
    Map<String, String> known = new HashMap<>(properties);
    known.keySet().retainAll(AdminClientConfig.configNames());
    return () -> new AdminWitness(known);
  }

  /** By Kafka's admin client. */
  final class AdminWitness implements TransactionWitness {

    private final Map<String, String> properties;
    private @Nullable Admin admin;

    AdminWitness(Map<String, String> properties) {
      this.properties = properties;
    }

    @Override
    public @Nullable TransactionDescription describe(String transactionalId, Duration within)
        throws IOException, InterruptedException {
      if (admin == null) {
        admin = Admin.create(new HashMap<>(properties));
      }
      DescribeTransactionsOptions options =
          new DescribeTransactionsOptions().timeoutMs(Math.toIntExact(within.toMillis()));
      try {
        return admin
            .describeTransactions(List.of(transactionalId), options)
            .description(transactionalId)
            .get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof TransactionalIdNotFoundException) {
          return null;
        }
        throw new IOException(
            "transaction "
                + transactionalId
                + ": the broker did not say what became of it within "
                + within,
            e.getCause());
      }
    }

    @Override
    public void close() {
      if (admin != null) {
        admin.close(Duration.ofSeconds(1));
        admin = null;
      }
    }
  }
}
