package dev.breakwater.scripts.doctor;

import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.kafka.TransactionalIds;
import dev.breakwater.scripts.doctor.facts.Clients;
import dev.breakwater.scripts.doctor.facts.Clients.UnreachableException;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.JobTopic;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.KafkaLook;
import dev.breakwater.scripts.doctor.facts.OpenTransaction;
import dev.breakwater.scripts.doctor.facts.TransactionAbort;
import dev.breakwater.scripts.doctor.facts.TransactionFacts;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code scripts/doctor transactions}. */
@Command(
    name = "transactions",
    customSynopsis = {
      "scripts/doctor transactions --config FILE [OPTIONS] [--key value …]",
      "scripts/doctor transactions --bootstrap HOST:PORT --topic NAME [OPTIONS]"
    },
    description = {
      "Shows the transactions that are open on a job's topics: whose, how old, and how many records"
          + " readers of committed records cannot reach because of them; and aborts one.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 none looks stuck (or it was aborted), 1 some do (or the abort was refused),"
          + " 2 wrong usage, or the broker cannot be reached."
    })
final class TransactionsCommand implements Callable<Integer> {

  @Option(names = "--config", paramLabel = "FILE", description = "the job's configuration")
  private @Nullable String config;

  @Option(
      names = "--job",
      paramLabel = "JOB",
      defaultValue = "ingest",
      description = "the job that the file is for (default: ${DEFAULT-VALUE})")
  private String job = "";

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      description = "a broker, in place of --config")
  private @Nullable String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "a topic to look at, beside those of the job; once for each")
  private List<String> topics = new ArrayList<>();

  @Option(
      names = "--stuck-after",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "a foreign transaction that is older looks stuck (default: ${DEFAULT-VALUE})")
  private long stuckAfter;

  @Option(
      names = "--abort",
      paramLabel = "ID",
      description = "ends this transaction: its records are never seen, its producer is fenced")
  private @Nullable String abort;

  @Option(names = "--yes", description = "with --abort: do it")
  private boolean yes;

  @Option(
      names = "--force",
      description = "with --abort: also one that does not look stuck, or is this job's own")
  private boolean force;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "for each question to the broker (default: ${DEFAULT-VALUE})")
  private int timeout;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Unmatched private List<String> overrides = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws ConfigException, UnreachableException {
    CommandLine line = DoctorCommand.line(spec);
    if ((config == null) == (bootstrap == null)) {
      throw new ParameterException(line, "one of --config and --bootstrap is needed");
    }
    JobFacts facts = config == null ? null : read(config);
    Map<String, String> client =
        facts == null
            ? Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, String.valueOf(bootstrap))
            : facts.sink().properties();
    try (Admin admin = Clients.connect(client, Duration.ofSeconds(timeout))) {
      return act(admin, facts, line.getOut());
    }
  }

  private JobFacts read(String file) throws ConfigException {
    return new JobReader(System::getenv).read(job, file, overrides, OptionalInt.empty());
  }

  private int act(Admin admin, @Nullable JobFacts facts, PrintWriter out) {
    Suspicion suspicion =
        new Suspicion(
            facts == null ? "" : TransactionalIds.prefix(facts.sink().instance()),
            Duration.ofSeconds(stuckAfter));
    TransactionFacts found = look(admin, facts, suspicion);
    if (abort == null) {
      out.println(
          json ? TransactionsJson.of(found, suspicion) : new TransactionsText(suspicion).of(found));
      return found.open().stream().anyMatch(suspicion::looksStuck) ? 1 : 0;
    }
    return new AbortRequest(abort, yes, force, suspicion)
        .run(found, out, new TransactionAbort(admin)::abort);
  }

  private TransactionFacts look(Admin admin, @Nullable JobFacts facts, Suspicion suspicion) {
    KafkaLook look = new KafkaLook(admin);
    Set<String> names = new LinkedHashSet<>(topics);
    if (facts != null) {
      facts.topics().forEach(topic -> names.add(topic.name()));
    }
    TransactionFacts all =
        look.transactions(
                names.stream().map(name -> look.topic(new JobTopic(name, Role.EVENTS))).toList())
            .get();
    List<OpenTransaction> concerned =
        all.open().stream()
            .filter(open -> names.isEmpty() || suspicion.concerns(open, names))
            .toList();
    return new TransactionFacts(concerned, all.held());
  }
}
