package dev.breakwater.scripts.submit;

import dev.breakwater.operators.config.JobInstance;
import dev.breakwater.operators.config.JobOptions;
import dev.breakwater.operators.config.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/**
 * One of several copies of a job that run side by side on the same input, whose results {@code
 * reconcile} makes one. It differs from the others in its instance and its result topic, which are
 * those of the job with a dot and its name behind them, and in nothing else.
 */
public final class Replica {

  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");
  private static final String DASHES = "--";
  private static final ConfigOption<String> RESULT_TOPIC =
      ConfigOptions.key("sink.topic").stringType().noDefaultValue();

  private final String name;

  /**
   * @param name as {@code quorum.replicas} has it
   */
  public Replica(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new SubmitException(
          "--replica must be 1 to 32 of a-z, 0-9 and '-', with a letter or digit at both ends, was "
              + name);
    }
    this.name = name;
  }

  /** The request for this replica, of that for the job. */
  JobRequest of(JobRequest request, Settings settings) {
    String topic = settings.find(RESULT_TOPIC);
    if (topic == null) {
      throw new SubmitException("--replica needs a job with a sink.topic, was " + request.job());
    }
    Map<String, String> own = new LinkedHashMap<>();
    own.put(JobOptions.INSTANCE.key(), JobInstance.from(settings).name() + '.' + name);
    own.put(RESULT_TOPIC.key(), topic + '.' + name);
    List<String> overrides = without(own, request.overrides());
    own.forEach((key, value) -> overrides.addAll(List.of(DASHES + key, value)));
    return request.withOverrides(overrides);
  }

  /**
   * Refuses a state of another instance. With it come the transactional ids of its sinks, and
   * whoever restores them aborts what that one has open, or fences it, also long after.
   *
   * @param path that the replica is to start from
   */
  static void requireOwn(String path, SavedStates states, String instance) {
    if (!instance.equals(states.owner(path))) {
      throw new SubmitException(
          ("%s is no state of %s: a replica that starts from the state of another one takes over"
                  + " its transactions, and that one fails. Start it with --fresh: it catches up"
                  + " from the offsets that source.start says, and counts once it has")
              .formatted(path, instance));
    }
  }

  private static List<String> without(Map<String, String> keys, List<String> overrides) {
    List<String> rest = new ArrayList<>();
    for (int i = 0; i < overrides.size(); i++) {
      String argument = overrides.get(i);
      int equals = argument.indexOf('=');
      String key = equals < 0 ? argument : argument.substring(0, equals);
      if (!key.startsWith(DASHES) || !keys.containsKey(key.substring(DASHES.length()))) {
        rest.add(argument);
      } else if (equals < 0) {
        i++; // its value
      }
    }
    return rest;
  }
}
