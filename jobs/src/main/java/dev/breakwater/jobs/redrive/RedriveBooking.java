package dev.breakwater.jobs.redrive;

import dev.breakwater.operators.event.RawRecord;
import dev.breakwater.operators.ledger.Booking;
import dev.breakwater.operators.ledger.Line;
import dev.breakwater.operators.redrive.RedrivePolicy;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How what a redrive writes is booked: where its encoder will put it, as the dead letter that it
 * was. The policy is asked again; what a redrive may send in a second is little beside that.
 */
record RedriveBooking(RedrivePolicy policy) implements Booking<RawRecord> {

  private static final long serialVersionUID = 1L;

  @Override
  public void book(RawRecord letter, Line line) {
    ProducerRecord<byte[], byte[]> written =
        Objects.requireNonNull(policy.encode(letter), "what is sent has a target");
    Long timestamp = written.timestamp();
    line.add(
        written.topic(),
        timestamp == null ? RawRecord.NO_TIMESTAMP : timestamp,
        line.ofOrigin(letter));
  }
}
