package dev.breakwater.scripts.drill.tamper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer interceptor that tampers with what is read, once for each order.
 *
 * <p>An order is a file that names a {@link Tampering}; of all readers the first that sees it takes
 * it. What was done is written beside it, with {@value #DONE} at the end of its name. Needs nothing
 * but Kafka's clients: it runs inside a job.
 */
public final class TamperingReader implements ConsumerInterceptor<byte[], byte[]> {

  /** The setting of a consumer that says where orders are. */
  public static final String ORDER = "breakwater.tampering.order";

  static final String DONE = ".done";

  private @Nullable Path order;
  private @Nullable Tampering next;

  /** Tells the readers to do it. */
  public static void order(Path order, Tampering tampering) throws IOException {
    Path draft = order.resolveSibling(order.getFileName() + ".draft");
    Files.writeString(draft, tampering.name());
    Files.move(draft, order, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Where it was done, as {@code topic-partition}; null as long as it was not.
   *
   * @throws IOException when that cannot be read
   */
  public static @Nullable String done(Path order) throws IOException {
    Path done = order.resolveSibling(order.getFileName() + DONE);
    return Files.exists(done) ? Files.readString(done) : null;
  }

  @Override
  public void configure(Map<String, ?> settings) {
    order = Path.of(String.valueOf(settings.get(ORDER)));
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    try {
      if (next == null) {
        next = claim();
      }
      return next == null ? records : tamper(records, next);
    } catch (IOException e) {
      // Kafka only logs what an interceptor throws; the drill waits for the done file in vain.
      throw new UncheckedIOException("tampering failed", e);
    }
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // Offsets are left alone.
  }

  @Override
  public void close() {
    // Nothing is open.
  }

  private @Nullable Tampering claim() throws IOException {
    Path file = path();
    if (!Files.exists(file)) {
      return null;
    }
    Path mine = file.resolveSibling(file.getFileName() + "." + System.identityHashCode(this));
    try {
      Files.move(file, mine, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException taken) {
      return null;
    }
    return Tampering.valueOf(Files.readString(mine));
  }

  private ConsumerRecords<byte[], byte[]> tamper(
      ConsumerRecords<byte[], byte[]> records, Tampering tampering) throws IOException {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> read = records.records(partition);
      List<ConsumerRecord<byte[], byte[]>> tampered = next == null ? null : tampering.of(read);
      if (tampered != null) {
        next = null;
        Path done = path().resolveSibling(path().getFileName() + DONE);
        Files.writeString(done, partition.toString());
      }
      all.put(partition, tampered == null ? read : tampered);
    }
    return new ConsumerRecords<>(all, records.nextOffsets());
  }

  private Path path() {
    if (order == null) {
      throw new IllegalStateException("not configured");
    }
    return order;
  }
}
