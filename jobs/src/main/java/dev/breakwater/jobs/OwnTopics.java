package dev.breakwater.jobs;

import dev.breakwater.operators.config.Settings;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.jspecify.annotations.Nullable;

/** The topics of one job: what is written must not be read by the same job, nor be one topic. */
public final class OwnTopics {

  private final Settings settings;
  private final Set<String> topics;

  /**
   * @param read the topics that the job reads
   */
  public OwnTopics(Settings settings, Collection<String> read) {
    this.settings = settings;
    this.topics = new HashSet<>(read);
  }

  /** Adds a topic that is written; one that is there already is a problem of the settings. */
  public void write(ConfigOption<String> option, @Nullable String topic) {
    if (topic != null && !topic.isEmpty() && !topics.add(topic)) {
      settings.reject(
          option,
          "is a topic that the job uses already",
          "a topic of its own, or records go round");
    }
  }
}
