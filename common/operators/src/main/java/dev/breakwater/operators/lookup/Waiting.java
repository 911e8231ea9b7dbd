package dev.breakwater.operators.lookup;

import dev.breakwater.operators.event.Outcome;
import java.nio.ByteBuffer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/** A record that was taken in and has not gone on: it waits for an answer, then for its turn. */
final class Waiting implements Asker {

  private final StreamRecord<Outcome> element;
  private final ByteBuffer key;
  private final TaskThread task;
  private String url = "";
  private boolean patient;
  private @Nullable Outcome settled;

  Waiting(StreamRecord<Outcome> element, ByteBuffer key, TaskThread task) {
    this.element = element;
    this.key = key;
    this.task = task;
  }

  StreamRecord<Outcome> element() {
    return element;
  }

  Outcome outcome() {
    return element.getValue();
  }

  ByteBuffer key() {
    return key;
  }

  /** What becomes of it; null while that is not known. */
  @Nullable Outcome settled() {
    return settled;
  }

  void settle(Outcome outcome) {
    settled = outcome;
  }

  /** Where it is looked up; empty if nowhere. */
  String url() {
    return url;
  }

  /**
   * @param needsAnswer nothing else is at hand
   */
  void lookUpAt(String newUrl, boolean needsAnswer) {
    url = newUrl;
    patient = needsAnswer;
  }

  @Override
  public void tell(Result result) {
    task.tell(this, result);
  }

  @Override
  public void fail(Throwable error) {
    task.fail(error);
  }

  @Override
  public boolean isGone() {
    return task.isClosed();
  }

  @Override
  public boolean isPatient() {
    return patient;
  }

  @Override
  public CallMetrics calls() {
    return task.calls();
  }
}
