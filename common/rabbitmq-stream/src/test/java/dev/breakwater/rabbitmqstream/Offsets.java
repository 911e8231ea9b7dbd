package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.event.RawRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Keeps the offsets of what is handed over; a test may have something done meanwhile. */
final class Offsets implements ReaderOutput<RawRecord> {

  private final List<Long> offsets = new ArrayList<>();
  private Runnable during = () -> {};

  List<Long> offsets() {
    return offsets;
  }

  /** Does it while each record is handed over, as an operator behind may take a checkpoint. */
  void during(Runnable action) {
    during = action;
  }

  @Override
  public void collect(RawRecord record) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void collect(RawRecord record, long timestamp) {
    during.run();
    offsets.add(record.offset());
  }

  @Override
  public void emitWatermark(Watermark watermark) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void markIdle() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void markActive() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SourceOutput<RawRecord> createOutputForSplit(String splitId) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void releaseOutputForSplit(String splitId) {
    throw new UnsupportedOperationException();
  }
}
