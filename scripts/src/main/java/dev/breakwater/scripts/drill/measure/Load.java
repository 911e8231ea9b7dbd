package dev.breakwater.scripts.drill.measure;

import dev.breakwater.scripts.input.Outlet;
import dev.breakwater.scripts.load.OpenLoop;
import dev.breakwater.testkit.workload.GroundTruth;
import dev.breakwater.testkit.workload.Kind;
import dev.breakwater.testkit.workload.Workload;
import dev.breakwater.testkit.workload.WorkloadRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * An open-loop generator: sends records when they are due, whatever becomes of those before them,
 * each with the time it was due at in a header; and keeps the truth about what it sent. In a thread
 * of its own until {@link #stop}.
 */
public final class Load implements AutoCloseable {

  /** Epoch milliseconds as decimal text: when the record was due to be sent. */
  public static final String DUE = "drill-due";

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final Outlet outlet;
  private final GroundTruth truth = new GroundTruth();
  private final AtomicLong acknowledged = new AtomicLong();
  private final ConcurrentLinkedQueue<WorkloadRecord> refused = new ConcurrentLinkedQueue<>();
  private final Set<String> repeated = ConcurrentHashMap.newKeySet();
  private volatile Iterator<WorkloadRecord> records;
  private final AtomicLong sent = new AtomicLong();
  private final OpenLoop loop;

  private Load(Outlet outlet, int rate, Workload workload) {
    this.outlet = outlet;
    this.records = workload.iterator();
    this.loop = OpenLoop.start("drill-load", rate, this::hand);
  }

  /**
   * Starts to send.
   *
   * @param outlet where to; closed with it
   * @param rate records per second
   */
  public static Load start(Outlet outlet, int rate, Workload workload) {
    return new Load(outlet, rate, workload);
  }

  /** When a record that it sent was due, epoch milliseconds; 0 if the record does not say it. */
  public static long dueMillis(ConsumerRecord<byte[], byte[]> record) {
    Header due = record.headers().lastHeader(DUE);
    return due == null ? 0 : Long.parseLong(new String(due.value(), StandardCharsets.US_ASCII));
  }

  /** From now on, records of this workload; its seed must be one that was not used yet. */
  public void switchTo(Workload workload) {
    records = workload.iterator();
  }

  /** Until {@link #resume} no record is due. */
  public void pause() {
    loop.pause();
  }

  /** Ends {@link #pause}. */
  public void resume() {
    loop.resume();
  }

  /** Records that a broker has acknowledged so far. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /** Records handed over so far. */
  public long sent() {
    return sent.get();
  }

  /**
   * Sends no more, waits until everything is acknowledged or refused, and tells the truth: what was
   * acknowledged must come out, what was refused may.
   *
   * @throws IllegalStateException when nothing was sent
   */
  public GroundTruth stop() throws InterruptedException {
    loop.stop();
    requireHealthy();
    outlet.finish();
    List<WorkloadRecord> uncertain = new ArrayList<>(refused);
    for (WorkloadRecord record : uncertain) {
      if (!repeated.contains(record.id())) {
        truth.unacknowledged(record);
      }
    }
    if (truth.records() == 0) {
      throw new IllegalStateException("nothing was sent");
    }
    return truth;
  }

  /**
   * Passes on what went wrong while sending.
   *
   * @throws IllegalStateException when records could not be made or handed over
   */
  public void requireHealthy() {
    RuntimeException reason = loop.failure();
    if (reason != null) {
      throw new IllegalStateException("the load failed: " + reason, reason);
    }
  }

  @Override
  public void close() throws InterruptedException {
    loop.end();
    outlet.close();
    loop.stop(CLOSE);
  }

  private void hand(long dueMillis) {
    WorkloadRecord record = records.next();
    while (!outlet.carries(record)) {
      record = records.next();
    }
    send(record, dueMillis);
  }

  private void send(WorkloadRecord record, long dueMillis) {
    truth.add(record);
    byte[] due = Long.toString(dueMillis).getBytes(StandardCharsets.US_ASCII);
    outlet.send(record.with(new RecordHeader(DUE, due)), refusal -> answered(record, refusal));
    sent.incrementAndGet();
  }

  private void answered(WorkloadRecord record, @Nullable Exception refusal) {
    if (refusal != null) {
      refused.add(record);
      return;
    }
    acknowledged.incrementAndGet();
    if (record.kind() == Kind.DUPLICATE) {
      repeated.add(record.id());
    }
  }
}
