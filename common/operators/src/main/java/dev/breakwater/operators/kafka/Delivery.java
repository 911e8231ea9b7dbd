package dev.breakwater.operators.kafka;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** What a sink promises about each record. */
public enum Delivery {
  /**
   * One transaction per checkpoint and subtask: readers with {@code read_committed} see each record
   * once, as soon as the checkpoint that holds it is complete.
   */
  EXACTLY_ONCE("exactly-once", DeliveryGuarantee.EXACTLY_ONCE),
  /**
   * No transactions: readers see a record within milliseconds, and again after a failure. For
   * outputs whose readers drop repetitions by themselves.
   */
  AT_LEAST_ONCE("at-least-once", DeliveryGuarantee.AT_LEAST_ONCE);

  private final String text;
  private final DeliveryGuarantee guarantee;

  Delivery(String text, DeliveryGuarantee guarantee) {
    this.text = text;
    this.guarantee = guarantee;
  }

  DeliveryGuarantee guarantee() {
    return guarantee;
  }

  /** The text in configurations. */
  @Override
  public String toString() {
    return text;
  }
}
