package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.JobFacts;

/** Commands and settings to copy, for the cluster that was looked at. */
final class Fixes {

  private final JobFacts job;

  Fixes(JobFacts job) {
    this.job = job;
  }

  static String ofUnknown(String why) {
    return why.startsWith("not authorised")
        ? "allow this user to describe it, or run doctor as one who may"
        : "";
  }

  /** Sets a setting of a topic, at once. */
  String topicSetting(String topic, String key, Object value) {
    return tool("kafka-configs.sh")
        + " --alter --entity-type topics --entity-name %s --add-config %s=%s"
            .formatted(topic, key, value);
  }

  String createTopic(String topic, int partitions, int replicas, String... settings) {
    StringBuilder command = new StringBuilder(tool("kafka-topics.sh"));
    command.append(
        " --create --topic %s --partitions %d --replication-factor %d"
            .formatted(topic, partitions, replicas));
    for (String setting : settings) {
      command.append(" --config ").append(setting);
    }
    return command.toString();
  }

  String addPartitions(String topic, int partitions) {
    return tool("kafka-topics.sh")
        + " --alter --topic %s --partitions %d".formatted(topic, partitions);
  }

  /** More replicas cannot be had by a setting. */
  String replicas(String topic, int replicas) {
    return "echo '{\"version\":1,\"topics\":[{\"topic\":\"%s\"}]}' > t.json && ".formatted(topic)
        + tool("kafka-reassign-partitions.sh")
        + " --topics-to-move-json-file t.json --broker-list 1,2,3 --generate"
        + "   # then give each partition %d replicas in the plan and --execute it"
            .formatted(replicas);
  }

  /** A setting that brokers read at their start only. */
  String brokerSetting(String key, Object value) {
    return "%s=%s   # in server.properties of every broker, then restart them one by one"
        .formatted(key, value);
  }

  String jobSetting(String key, String value) {
    return "%s: %s   # in %s".formatted(key, value, job.file());
  }

  String flinkSetting(String key, String value) {
    return "%s: %s   # in Flink's config.yaml".formatted(key, value);
  }

  String abort(String transaction) {
    return transactions() + " --abort %s --yes".formatted(Show.quoted(transaction));
  }

  /** Lists those on the job's topics. */
  String transactions() {
    String listing = "scripts/doctor transactions --config " + Show.quoted(job.file());
    return job.job().equals("ingest") ? listing : listing + " --job " + job.job();
  }

  String tool(String name) {
    String access = job.secured() ? " --command-config admin.properties" : "";
    return "bin/%s --bootstrap-server %s%s".formatted(name, job.bootstrapServers(), access);
  }
}
