package dev.breakwater.testkit.contract;

import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * A record that an operator put out.
 *
 * @param output {@code main} or the id of a side output
 * @param element value and timestamp
 */
record Emitted(String output, StreamRecord<?> element) {

  static final String MAIN = "main";

  @Override
  public String toString() {
    return output + ": " + element.getValue() + (element.hasTimestamp() ? at() : "");
  }

  private String at() {
    return " @ " + element.getTimestamp();
  }
}
