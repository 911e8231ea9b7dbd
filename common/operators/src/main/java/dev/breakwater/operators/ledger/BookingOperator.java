package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.RawRecord;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Hands records on untouched and books them; its entries go to the side before each barrier. No
 * state: what was not written yet is booked again by the records that are read again.
 *
 * <p>A record is booked after it was handed on. A call behind this one may wait, and a checkpoint
 * be taken meanwhile, which says that the record was not read: then it must not be in the books of
 * that checkpoint either.
 */
final class BookingOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;

  private final LedgerConfig settings;
  private final Boundary boundary;
  private final String name;
  private final Booking<? super T> booking;
  private final OutputTag<RawRecord> entries;

  private transient Tally tally;
  private transient LedgerMetrics counts;

  BookingOperator(
      LedgerConfig settings,
      Boundary boundary,
      String name,
      Booking<? super T> booking,
      OutputTag<RawRecord> entries) {
    this.settings = settings;
    this.boundary = boundary;
    this.name = name;
    this.booking = booking;
    this.entries = entries;
  }

  @Override
  public void open() throws Exception {
    super.open();
    tally = new Tally(settings.bucketMillis());
    counts = new LedgerMetrics(getMetricGroup());
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    // Who comes next may put something else into the element.
    T record = element.getValue();
    if (!booking.isBooked(record)) {
      output.collect(element);
      return;
    }
    // As old as it is here, and not after all that is chained behind.
    long now = now();
    output.collect(element);
    if (tally.isFull()) {
      closeLines();
    }
    tally.add(
        booking.topic(record),
        booking.detail(record),
        booking.time(record),
        booking.identity(record),
        now);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    closeLines();
    super.prepareSnapshotPreBarrier(checkpointId);
  }

  @Override
  public void finish() throws Exception {
    closeLines();
    super.finish();
  }

  private void closeLines() {
    long now = now();
    tally.drain(account -> write(account, now));
  }

  private void write(Tally.Account account, long now) {
    LedgerEntry entry =
        new LedgerEntry(
            settings.instance(),
            boundary,
            LetterNames.of(name, account.detail()),
            account.topic(),
            account.bucket(),
            settings.bucketMillis(),
            account.count(),
            account.checksum(),
            now,
            account.ages());
    counts.count(entry);
    output.collect(entries, new StreamRecord<>(RawRecord.made(now, entry.key(), entry.toJson())));
  }

  private long now() {
    return getProcessingTimeService().getCurrentProcessingTime();
  }
}
