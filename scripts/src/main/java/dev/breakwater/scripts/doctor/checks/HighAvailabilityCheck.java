package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;

/** A JobManager may die. */
final class HighAvailabilityCheck implements Check {

  private static final Set<String> KNOWN = Set.of("zookeeper", "kubernetes");

  private final Check storage =
      new StorageCheck(
          "high-availability",
          HighAvailabilityOptions.HA_STORAGE_PATH,
          Severity.ERROR,
          "a new JobManager finds neither the job nor its checkpoints");

  @Override
  public String id() {
    return "high-availability";
  }

  @Override
  public List<Finding> look(Facts facts) {
    Configuration settings = facts.flink().get().settings();
    String type = settings.get(HighAvailabilityOptions.HA_MODE).toLowerCase(Locale.ROOT);
    String key = HighAvailabilityOptions.HA_MODE.key();
    if (type.equals("none")) {
      return List.of(
          Finding.warning(id(), key, "none")
              .because(
                  "when the JobManager dies its jobs are gone until someone submits them again from"
                      + " their latest state",
                  new Fixes(facts.job()).flinkSetting(key, "zookeeper")
                      + "\nhigh-availability.zookeeper.quorum: HOST:2181,…"
                      + "\nhigh-availability.storageDir: s3://BUCKET/ha"));
    }
    if (!KNOWN.contains(type)) {
      return List.of(Finding.unknown(id(), key, "the kind " + type + " is not known here"));
    }
    return storage.look(facts);
  }
}
