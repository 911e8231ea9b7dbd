package dev.breakwater.scripts.doctor;

import dev.breakwater.scripts.doctor.checks.Checks;
import dev.breakwater.scripts.doctor.checks.Finding;
import dev.breakwater.scripts.doctor.checks.Severity;
import dev.breakwater.scripts.doctor.facts.Clients;
import dev.breakwater.scripts.doctor.facts.Clients.UnreachableException;
import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.FlinkFacts;
import dev.breakwater.scripts.doctor.facts.FlinkLook;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.KafkaFacts;
import dev.breakwater.scripts.doctor.facts.KafkaLook;
import dev.breakwater.scripts.doctor.facts.Known;
import dev.breakwater.scripts.doctor.facts.ServersLook;
import dev.breakwater.scripts.rest.FlinkRest;
import dev.breakwater.scripts.rest.TrustStore;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Takes the facts and applies the checks. */
final class Preflight {

  private static final String PASSWORD = "BREAKWATER_TRUST_STORE_PASSWORD";

  private final JobFacts job;
  private final Duration patience;

  /**
   * @param patience for each question
   */
  Preflight(JobFacts job, Duration patience) {
    this.job = job;
    this.patience = patience;
  }

  /**
   * All findings.
   *
   * @param flink addresses; empty to look at Kafka only
   * @param directory with Flink's configuration; null for none
   * @throws UnreachableException if no broker answers
   * @throws dev.breakwater.scripts.rest.FlinkRestException if no JobManager answers
   */
  List<Finding> look(
      List<URI> flink, @Nullable Path trustStore, @Nullable Path directory, PrintWriter progress)
      throws UnreachableException {
    progress.println("asking the brokers " + job.bootstrapServers());
    KafkaFacts kafka;
    try (Admin admin = Clients.connect(job.sink().properties(), patience)) {
      kafka = new KafkaLook(admin).of(job);
    }
    Known<FlinkFacts> cluster = Known.unknown("no Flink cluster was named: --flink URL");
    if (!flink.isEmpty()) {
      progress.println("asking the cluster " + flink.get(0));
      cluster = Known.of(FlinkLook.of(rest(flink, trustStore), directory, job.instance()));
    } else if (directory != null) {
      cluster = Known.of(FlinkLook.of(directory));
    }
    if (job.input() != null) {
      progress.println("trying what is read, " + String.join(", ", job.input().servers()));
    }
    Facts facts = new Facts(job, kafka, cluster, ServersLook.of(job.input(), patience));
    List<Finding> findings = new ArrayList<>(Checks.look(Checks.ofKafka(), facts));
    if (cluster.isKnown()) {
      findings.addAll(Checks.look(Checks.ofFlink(), facts));
    } else {
      findings.add(
          new Finding("flink", Severity.INFO, "", "not looked at", "give --flink URL", ""));
    }
    return findings;
  }

  private FlinkRest rest(List<URI> addresses, @Nullable Path trustStore) {
    String password = System.getenv(PASSWORD);
    return FlinkRest.of(
        addresses,
        trustStore == null
            ? null
            : TrustStore.read(trustStore, password == null ? null : password.toCharArray()),
        patience);
  }
}
