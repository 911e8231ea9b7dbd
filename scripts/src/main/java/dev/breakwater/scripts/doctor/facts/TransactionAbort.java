package dev.breakwater.scripts.doctor.facts;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;

/** Ends a transaction: its records are never seen. */
public final class TransactionAbort {

  private final Admin admin;

  public TransactionAbort(Admin admin) {
    this.admin = admin;
  }

  /**
   * Aborts it. Its producer, should it still live, is fenced: it cannot go on writing.
   *
   * @throws UnknownException if the broker refuses; nothing was aborted then, or not everywhere
   */
  public void abort(OpenTransaction open) {
    Known<Boolean> done =
        Known.ask(
            () -> {
              String id = open.id();
              if (id == null) {
                abortTraces(open);
              } else {
                admin.forceTerminateTransaction(id).result().get();
              }
              return true;
            });
    done.get();
  }

  /** No coordinator will end it: each partition is told by itself. */
  private void abortTraces(OpenTransaction open) throws ExecutionException, InterruptedException {
    for (OpenTransaction.Trace trace : open.traces()) {
      admin
          .abortTransaction(
              new AbortTransactionSpec(
                  trace.partition(), open.producerId(), trace.epoch(), trace.coordinatorEpoch()))
          .all()
          .get();
    }
  }
}
