package dev.breakwater.testkit.verdict;

import dev.breakwater.testkit.workload.GroundTruth;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The order that a job promises: within a lane, clean events come as they were produced. A verdict
 * holds only with a promised order kept; one that is not promised is reported.
 */
public final class Order {

  private static final Place AS_PRODUCED = (event, record) -> event;
  private static final Order REPORTED = new Order(false, Order::key, AS_PRODUCED);
  private static final Order PER_KEY = new Order(true, Order::key, AS_PRODUCED);

  private final boolean promised;
  private final Lane lane;
  private final Place place;

  /** Which order a record belongs to: equal lanes, one order; null for none. */
  @FunctionalInterface
  private interface Lane {
    @Nullable Object of(GroundTruth truth, int event, ConsumerRecord<byte[], byte[]> record);
  }

  /** Where a record belongs in its lane: never behind a higher number. */
  @FunctionalInterface
  private interface Place {
    long of(int event, ConsumerRecord<byte[], byte[]> record);
  }

  private Order(boolean promised, Lane lane, Place place) {
    this.promised = promised;
    this.lane = lane;
    this.place = place;
  }

  /** Per key, reported and no more. */
  public static Order reported() {
    return REPORTED;
  }

  /** Events of one key of the workload stay in their order; those without a key have none. */
  public static Order perKey() {
    return PER_KEY;
  }

  /**
   * Events of one key that were read from the same partition stay in their order.
   *
   * @param partition where a clean record's event was read from, in any text; null when unknown,
   *     which is a partition of its own
   */
  public static Order perKeyAndSourcePartition(
      Function<ConsumerRecord<byte[], byte[]>, @Nullable String> partition) {
    return new Order(
        true,
        (truth, event, record) -> {
          Object key = key(truth, event, record);
          return key == null ? null : key + "/" + partition.apply(record);
        },
        AS_PRODUCED);
  }

  /**
   * Events of one lane stay in their order.
   *
   * @param lane of a clean record, null when none is promised for it
   */
  public static Order within(Function<ConsumerRecord<byte[], byte[]>, @Nullable Object> lane) {
    return new Order(true, (truth, event, record) -> lane.apply(record), AS_PRODUCED);
  }

  /**
   * Records of one lane come in the order that they say themselves, such as that of the offsets
   * they were read at, whatever the order of production.
   *
   * @param lane of a clean record, null when no order is promised for it
   * @param place in that lane, which never decreases
   */
  public static Order within(
      Function<ConsumerRecord<byte[], byte[]>, @Nullable Object> lane,
      ToLongFunction<ConsumerRecord<byte[], byte[]>> place) {
    return new Order(
        true,
        (truth, event, record) -> lane.apply(record),
        (event, record) -> place.applyAsLong(record));
  }

  boolean promised() {
    return promised;
  }

  @Nullable Object lane(GroundTruth truth, int event, ConsumerRecord<byte[], byte[]> record) {
    return lane.of(truth, event, record);
  }

  long place(int event, ConsumerRecord<byte[], byte[]> record) {
    return place.of(event, record);
  }

  private static @Nullable Object key(
      GroundTruth truth, int event, ConsumerRecord<byte[], byte[]> record) {
    int key = truth.key(event);
    return key == GroundTruth.NO_KEY ? null : key;
  }
}
