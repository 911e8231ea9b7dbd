package dev.breakwater.scripts.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.testkit.kafka.BrokerSecurity;
import dev.breakwater.testkit.kafka.EmbeddedKafka;
import dev.breakwater.testkit.tls.Certificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as the job's user, on a broker that says no to most questions. */
class DoctorSecuredIT {

  private static final String PASSWORD = "pw-user-Mt5kE2yXa8";
  private static final String ANOTHER = "pw-admin-Ub3rT9wPc6";

  @TempDir static Path directory;

  private static EmbeddedKafka kafka;
  private static BrokerSecurity security;

  @BeforeAll
  static void start() throws Exception {
    security =
        new BrokerSecurity(
            Certificate.create(directory, "kafka", "store-password"),
            "admin",
            Map.of("admin", ANOTHER, "ingest", PASSWORD, "seer", PASSWORD));
    kafka = EmbeddedKafka.builder().security(security).start();
    for (String topic : List.of("raw", "clean", "dead")) {
      kafka.createTopic(topic, 1);
    }
    try (Admin admin = Admin.create(kafka.adminProperties())) {
      List<AclBinding> rights = new ArrayList<>();
      rights.add(right("ingest", ResourceType.TOPIC, "raw", AclOperation.READ));
      rights.add(right("ingest", ResourceType.TOPIC, "clean", AclOperation.WRITE));
      rights.add(right("ingest", ResourceType.TOPIC, "dead", AclOperation.READ));
      for (AclOperation operation :
          List.of(
              AclOperation.READ,
              AclOperation.WRITE,
              AclOperation.DESCRIBE,
              AclOperation.DESCRIBE_CONFIGS)) {
        rights.add(right("seer", ResourceType.TOPIC, "*", operation));
      }
      rights.add(
          right("seer", ResourceType.CLUSTER, "kafka-cluster", AclOperation.DESCRIBE_CONFIGS));
      rights.add(right("seer", ResourceType.TRANSACTIONAL_ID, "*", AclOperation.DESCRIBE));
      admin.createAcls(rights).all().get(30, TimeUnit.SECONDS);
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  @Test
  void whatItMayNotSeeIsUnknownAndNeverOk() throws IOException {
    Run run = doctor("ingest", login("ingest"));
    for (String id : List.of("replication", "message-size", "unclean-election")) {
      assertThat(run.severities(id, "clean")).as(id).containsExactly("unknown");
    }
    assertThat(run.severities("transaction-timeout", "")).containsExactly("unknown");
    assertThat(run.severities("open-transactions", "")).containsExactly("unknown");
    assertThat(run.finding("transaction-timeout", "").path("what").asText())
        .startsWith("unknown: not authorised");
    assertThat(run.severities("rights", "clean")).containsExactly("ok");
    assertThat(run.severities("rights", "dead")).containsExactly("error");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.finding("rights", "dead").path("fix").asText())
        .contains("--command-config admin.properties", "--operation write --topic dead");
    assertThat(run.out() + run.errors()).doesNotContain(PASSWORD);
  }

  @Test
  void whoMayLookSeesEverything() throws IOException {
    Run run = doctor("seer", login("seer"));
    assertThat(run.json().path("findings"))
        .filteredOn(f -> f.path("severity").asText().equals("unknown"))
        .extracting(f -> f.path("id").asText())
        .containsExactly("partitions");
  }

  @Test
  void aWrongPasswordIsSaidWithoutSayingIt() throws IOException {
    String wrong = login("ingest").replace(PASSWORD, "pw-wrong");
    Run run = doctor("wrong", wrong);
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("not authenticated").doesNotContain("pw-wrong");
  }

  private static String login(String user) {
    return String.valueOf(security.client(user).get("sasl.jaas.config"));
  }

  private static Run doctor(String name, String login) throws IOException {
    Map<String, String> client = security.client("ingest");
    Path file = Files.writeString(directory.resolve(name + ".jaas"), login);
    Path config =
        Files.writeString(
            directory.resolve(name + ".yaml"),
            """
            job.instance: flights.r01
            kafka.bootstrap.servers: %s
            kafka.properties.security.protocol: SASL_SSL
            kafka.properties.sasl.mechanism: SCRAM-SHA-512
            kafka.properties.sasl.jaas.config: file:%s
            kafka.properties.ssl.truststore.type: PKCS12
            kafka.properties.ssl.truststore.location: %s
            kafka.properties.ssl.truststore.password: store-password
            source.topics: raw
            sink.topic: clean
            dead-letter.topic: dead
            """
                .formatted(kafka.bootstrapServers(), file, client.get("ssl.truststore.location")));
    return Run.of("ingest", "--config", config.toString(), "--json");
  }

  private static AclBinding right(
      String user, ResourceType type, String name, AclOperation operation) {
    return new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
  }
}
