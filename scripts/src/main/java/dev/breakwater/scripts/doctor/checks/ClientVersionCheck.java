package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;

/** The Kafka client that the connector was made for. */
final class ClientVersionCheck implements Check {

  private final String version;

  ClientVersionCheck() {
    this(AppInfoParser.getVersion());
  }

  ClientVersionCheck(String version) {
    this.version = version;
  }

  @Override
  public String id() {
    return "client-version";
  }

  @Override
  public List<Finding> look(Facts facts) {
    String what = "kafka-clients " + version;
    if (version.startsWith("4.2.")) {
      return List.of(Finding.ok(id(), "", what));
    }
    return List.of(
        Finding.error(id(), "", what)
            .because(
                "flink-connector-kafka 5.0.0-2.2 calls internals of 4.2: every checkpoint fails"
                    + " (NoSuchMethodError)",
                "build with kafka-clients 4.2.x: the broker may be newer"));
  }
}
