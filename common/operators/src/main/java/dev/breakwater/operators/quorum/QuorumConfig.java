package dev.breakwater.operators.quorum;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How results are made of copies, checked.
 *
 * @param instance the job's name, for discrepancies
 * @param replicas in the order of their rank; their positions are part of the state
 * @param header that tells replicas apart; null where topics do
 * @param agree how many copies must agree, with the mode quorum
 * @param cutOverAt the time of results from which the second replica counts, with the mode
 *     blue-green, in epoch milliseconds
 * @param payloadLimit bytes of payloads that a discrepancy shows, all together
 */
public record QuorumConfig(
    String instance,
    List<Replica> replicas,
    @Nullable String header,
    QuorumMode mode,
    int agree,
    long cutOverAt,
    DeadlinePolicy onDeadline,
    QuorumTiming timing,
    QuorumComparison comparison,
    QuorumHealth health,
    int payloadLimit)
    implements Serializable {

  /** Replicas are bits of a number. */
  public static final int MOST_REPLICAS = 16;

  public QuorumConfig {
    replicas = List.copyOf(replicas);
  }

  /** Reads {@link QuorumOptions}; what is wrong with them is in the settings' problems. */
  public static QuorumConfig from(Settings settings) {
    return new ConfigReader(settings).read();
  }

  /** The names of the replicas, in the order of their rank. */
  List<String> names() {
    return replicas.stream().map(Replica::name).toList();
  }
}
