package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.EventTypes;
import dev.breakwater.operators.event.Outcome;
import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The books of one job: one line per boundary while its graph is built, then {@link #sinkTo}. Where
 * no books are kept, every stream comes back as it is, and the graph is as if this were not there.
 *
 * <p>Every record that is {@link #read} must go through one {@link #exit}, once, and every record
 * that a sink of the job gets through one {@link #written}.
 */
public final class Ledger {

  /** Names the sink and, with what is behind it, the operators in savepoints: never changes. */
  public static final String UID = "ledger";

  private static final OutputTag<RawRecord> ENTRIES =
      new OutputTag<>("ledger-entries", EventTypes.RAW_RECORD);

  private final LedgerConfig config;
  private final List<DataStream<RawRecord>> entries = new ArrayList<>();
  private final Set<Heading> headings = new HashSet<>();
  private final Map<Transformation<?>, Booked<?>> booked = new HashMap<>();

  /** What comes out of an operator of the books. */
  private record Booked<T>(BookingOperator<T> operator, SingleOutputStreamOperator<T> stream) {}

  public Ledger(LedgerConfig config) {
    this.config = config;
  }

  /** Books what a job reads, straight from its source. */
  public SingleOutputStreamOperator<RawRecord> read(SingleOutputStreamOperator<RawRecord> records) {
    return isOff() ? records : book(Boundary.READ, "", RecordBooking.ORIGIN, records);
  }

  /** Books what a job reads from topics that other jobs write, each record by what it says. */
  public SingleOutputStreamOperator<RawRecord> received(
      SingleOutputStreamOperator<RawRecord> records) {
    return isOff() ? records : book(Boundary.RECEIVED, "", RecordBooking.RECEIVED, records);
  }

  /** The same for topics that others write as well: books only what a redrive wrote. */
  public SingleOutputStreamOperator<RawRecord> redriven(
      SingleOutputStreamOperator<RawRecord> records) {
    return isOff() ? records : book(Boundary.RECEIVED, "", RecordBooking.REDRIVEN, records);
  }

  /**
   * Books records on their way out of the job, as what they were when they were read.
   *
   * @param name of the exit, lower case
   */
  public <T extends Outcome> DataStream<T> exit(String name, DataStream<T> records) {
    return exit(name, OriginBooking.INSTANCE, records);
  }

  /** The same for records of any type. */
  public <T> DataStream<T> exit(String name, Booking<? super T> booking, DataStream<T> records) {
    return isOff() ? records : book(Boundary.EXIT, name, booking, records);
  }

  /** The same for records that were not looked into. */
  public DataStream<RawRecord> exitOfRecords(String name, DataStream<RawRecord> records) {
    return exit(name, RecordBooking.ORIGIN, records);
  }

  /**
   * Books dead letters on their way out of the job, each by why it had failed: they are taken from
   * their topic for good, and nobody has to look after them any more.
   */
  public DataStream<RawRecord> exitOfLetters(String name, DataStream<RawRecord> letters) {
    return exit(name, RecordBooking.LETTER, letters);
  }

  /**
   * Books what a sink is given, straight in front of it.
   *
   * @param name of the output, lower case
   * @param topic that the sink writes to
   */
  public <T extends Outcome> DataStream<T> written(
      String name, String topic, DataStream<T> records) {
    return written(name, new WrittenBooking(topic), records);
  }

  /** The same for records of any type. */
  public <T> DataStream<T> written(String name, Booking<? super T> booking, DataStream<T> records) {
    return isOff() ? records : book(Boundary.WRITTEN, name, booking, records);
  }

  /**
   * Writes the entries of all boundaries, which must be there by now.
   *
   * @param sink that delivers as the job's other sinks do; null where no books are kept
   */
  public void sinkTo(@Nullable Sink<RawRecord> sink) {
    if (isOff() != (sink == null)) {
      throw new IllegalArgumentException(
          "a sink of the ledger must be there where books are kept and only there, was "
              + (sink == null ? "missing" : "there"));
    }
    if (sink == null || entries.isEmpty()) {
      return;
    }
    DataStream<RawRecord> all = entries.get(0);
    for (DataStream<RawRecord> more : entries.subList(1, entries.size())) {
      all = all.union(more);
    }
    // One writer: entries are few, and one line of the books is in order.
    all.sinkTo(sink).setParallelism(1).name(UID).uid(UID);
  }

  private boolean isOff() {
    return !config.isKept();
  }

  private <T> SingleOutputStreamOperator<T> book(
      Boundary boundary, String name, Booking<? super T> booking, DataStream<T> records) {
    Heading heading = new Heading(boundary, name);
    if (!headings.add(heading)) {
      throw new IllegalArgumentException(heading.uid() + " is booked already");
    }
    Booked<T> booked = booked(heading, records);
    booked.operator().add(heading, booking);
    return booked.stream().name(booked.operator().title());
  }

  /** Boundaries that follow one another straight are one operator. */
  @SuppressWarnings("unchecked") // of the same transformation, so of the same type
  private <T> Booked<T> booked(Heading first, DataStream<T> records) {
    Booked<T> known = (Booked<T>) booked.get(records.getTransformation());
    if (known != null) {
      return known;
    }
    BookingOperator<T> operator = new BookingOperator<>(config, ENTRIES);
    SingleOutputStreamOperator<T> stream =
        records.transform(first.uid(), records.getType(), operator).uid(first.uid());
    if (records.getTransformation().isParallelismConfigured()) {
      // Another parallelism would break the chain that the records come in.
      stream.setParallelism(records.getParallelism());
    }
    entries.add(stream.getSideOutput(ENTRIES));
    Booked<T> created = new Booked<>(operator, stream);
    booked.put(stream.getTransformation(), created);
    return created;
  }
}
