package dev.breakwater.operators.ledger;

import dev.breakwater.operators.event.RawRecord;
import java.io.Serializable;
import java.util.ArrayList;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Hands records on untouched and books them, in as many lines as boundaries fall together here; its
 * entries go to the side before each barrier. No state: what was not written yet is booked again by
 * the records that are read again.
 *
 * <p>A record is booked after it was handed on. A call behind this one may wait, and a checkpoint
 * be taken meanwhile, which says that the record was not read: then it must not be in the books of
 * that checkpoint either.
 */
final class BookingOperator<T> extends AbstractStreamOperator<T>
    implements OneInputStreamOperator<T, T> {

  private static final long serialVersionUID = 1L;

  private final LedgerConfig settings;
  private final OutputTag<RawRecord> entries;
  private final ArrayList<Boundaried<T>> boundaries = new ArrayList<>();

  private transient BookLine[] lines;
  private transient Booking<? super T>[] bookings;
  private transient LedgerMetrics counts;

  /** What is booked at one boundary, and how. */
  private record Boundaried<T>(Heading heading, Booking<? super T> booking)
      implements Serializable {}

  BookingOperator(LedgerConfig settings, OutputTag<RawRecord> entries) {
    this.settings = settings;
    this.entries = entries;
  }

  /** Books in one more line. While the graph is built. */
  BookingOperator<T> add(Heading heading, Booking<? super T> booking) {
    boundaries.add(new Boundaried<>(heading, booking));
    return this;
  }

  /** The headings of all lines. */
  String title() {
    return String.join(" + ", boundaries.stream().map(one -> one.heading().uid()).toList());
  }

  @Override
  @SuppressWarnings("unchecked") // an array of what has parameters
  public void open() throws Exception {
    super.open();
    counts = new LedgerMetrics(getMetricGroup());
    bookings = boundaries.stream().map(Boundaried::booking).toArray(Booking[]::new);
    lines =
        boundaries.stream()
            .map(one -> new BookLine(one.heading(), settings.bucketMillis(), this::closeLines))
            .toArray(BookLine[]::new);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    // Who comes next may put something else into the element.
    T record = element.getValue();
    // As old as it is here, and not after all that is chained behind.
    long now = now();
    output.collect(element);
    for (int i = 0; i < lines.length; i++) {
      lines[i].at(now);
      bookings[i].book(record, lines[i]);
    }
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
    for (BookLine line : lines) {
      line.drain(account -> write(line.heading(), account, now));
    }
  }

  private void write(Heading heading, Tally.Account account, long now) {
    LedgerEntry entry =
        new LedgerEntry(
            settings.instance(),
            heading.boundary(),
            LetterNames.of(heading.name(), account.detail()),
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
