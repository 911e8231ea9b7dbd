package dev.breakwater.scripts.drill;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What is sent through the jobs of a round, where it comes out, and what must be true of that. */
interface Traffic extends AutoCloseable {

  /** The topic where everything that is well comes out. */
  String events();

  /** The topics of what is not. */
  List<String> dead();

  /** When a record of {@link #events} was due to be sent, epoch milliseconds; 0 if nobody knows. */
  long dueMillis(ConsumerRecord<byte[], byte[]> event);

  /**
   * Starts to send.
   *
   * @param rate records per second
   */
  void start(String bootstrap, int rate, long seed);

  /** Records that a broker has acknowledged so far. */
  long acknowledged();

  /** Sends no more and judges what came out. */
  Outcome finish() throws InterruptedException;

  @Override
  void close() throws InterruptedException;
}
