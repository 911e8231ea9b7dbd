package dev.breakwater.operators.input;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, counts or refuses that messages are gone. */
public final class Losses {

  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

  private final Policy policy;
  private final Counter errors;

  /**
   * What a kind of input does about losses.
   *
   * @param option that says so, for messages
   * @param causes how messages get lost there: {@code by retention, or since …}
   */
  public record Policy(OnLoss onLoss, ConfigOption<OnLoss> option, String causes) {}

  /**
   * @param errors may be counted by any thread, one at a time
   */
  public Losses(Policy policy, Counter errors) {
    this.policy = policy;
    this.errors = errors;
  }

  /**
   * The last message that was handed on is no longer there.
   *
   * @param last its place
   * @param instead the place of the first one after it, or what there is where it was
   * @throws LostMessagesException if that is not to be put up with
   */
  public synchronized void found(String partition, Object last, Object instead)
      throws LostMessagesException {
    if (policy.onLoss() == OnLoss.FAIL) {
      throw new LostMessagesException(
          "message %s of %s, after which to go on, is no longer there, but %s: what came between"
                  .formatted(last, partition, instead)
              + " may be lost, "
              + policy.causes(),
          policy.option().key());
    }
    LOG.warn("messages may be lost partition={} last={} instead={}", partition, last, instead);
    errors.inc();
  }

  /**
   * Messages that the client has left out, since they were damaged.
   *
   * @throws LostMessagesException if that is not to be put up with
   */
  public synchronized void damaged(String partition, long messages) throws LostMessagesException {
    if (policy.onLoss() == OnLoss.FAIL) {
      throw new LostMessagesException(
          "%d messages of %s arrived damaged: checksum, compression or format"
              .formatted(messages, partition),
          policy.option().key());
    }
    LOG.warn("messages arrived damaged partition={} messages={}", partition, messages);
    errors.inc(messages);
  }
}
