package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Losses;
import dev.breakwater.operators.input.OnLoss;
import dev.breakwater.operators.input.StartPoint;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.metrics.Counter;

/**
 * Which streams are read, and how.
 *
 * @param instance names the connections
 * @param streams read as they are
 * @param superStreams whose partitions are read, each a stream
 * @param start of streams that were never read
 * @param discoveryInterval zero for never again
 */
record RabbitStreamConfig(
    JobInstance instance,
    ServerConfig server,
    List<String> streams,
    List<String> superStreams,
    StartPoint start,
    Duration discoveryInterval,
    ConsumerConfig consumers)
    implements Serializable {

  /**
   * How a stream is read.
   *
   * @param credits chunks that the server may send ahead of what was handed on
   * @param disconnectedTimeout how long it may be without its server
   */
  record ConsumerConfig(int credits, Duration disconnectedTimeout, OnLoss onLoss)
      implements Serializable {

    Losses losses(Counter errors) {
      String causes = "by retention, or since the stream was deleted and made anew";
      return new Losses(new Losses.Policy(onLoss, RabbitStreamOptions.ON_LOSS, causes), errors);
    }
  }

  RabbitStreamConfig {
    streams = List.copyOf(streams);
    superStreams = List.copyOf(superStreams);
  }

  /** Reads {@link RabbitStreamOptions}; what is wrong with them is in the settings' problems. */
  static RabbitStreamConfig from(Settings settings) {
    return new RabbitStreamConfigReader(settings).read();
  }
}
