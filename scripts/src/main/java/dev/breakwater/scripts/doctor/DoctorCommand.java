package dev.breakwater.scripts.doctor;

import dev.breakwater.jobs.Jobs;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.scripts.doctor.checks.Finding;
import dev.breakwater.scripts.doctor.facts.Clients.UnreachableException;
import dev.breakwater.scripts.doctor.facts.JobFacts;
import dev.breakwater.scripts.doctor.facts.UnknownException;
import dev.breakwater.scripts.rest.FlinkRestException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code scripts/doctor}. */
@Command(
    name = "doctor",
    customSynopsis = {
      "scripts/doctor JOB --config FILE [OPTIONS] [--key value …]",
      "scripts/doctor transactions --config FILE [OPTIONS]"
    },
    description = {
      "Checks a job's configuration against its brokers and its Flink cluster, before or while it"
          + " runs: what is wrong, what comes of it, and the command or setting that mends it."
          + " Changes nothing.",
      ""
    },
    footer = {
      "",
      "--key value: the job's own options, over those of its file.",
      "Exit codes: 0 nothing wrong, 1 findings of --fail-on or worse, 2 wrong usage, or the broker"
          + " or cluster cannot be reached."
    },
    subcommands = TransactionsCommand.class)
public final class DoctorCommand implements Callable<Integer> {

  static final int CANNOT_LOOK = 2;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "JOB",
      description = "a job of the jar, such as ingest")
  private @Nullable String job;

  @Option(names = "--config", paramLabel = "FILE", description = "the job's configuration")
  private @Nullable String config;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description = "a JobManager's REST address, such as http://127.0.0.1:8081; once for each")
  private List<URI> flink = new ArrayList<>();

  @Option(
      names = "--flink-trust-store",
      paramLabel = "FILE",
      description =
          "certificates to trust at https addresses, PKCS12 or JKS; the password, if it"
              + " has one, in the environment variable BREAKWATER_TRUST_STORE_PASSWORD")
  private @Nullable Path trustStore;

  @Option(
      names = "--flink-conf",
      paramLabel = "DIR",
      description = "with the config.yaml that the job is submitted with, over the cluster's own")
  private @Nullable Path flinkConf;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "of the job (default: that of the running copy, else Flink's default)")
  private @Nullable Integer parallelism;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      defaultValue = "error",
      description =
          "warning or error: what makes the exit code 1 (default: ${DEFAULT-VALUE});"
              + " what could not be checked counts as a warning")
  private FailOn failOn = FailOn.ERROR;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "for each question to the broker or cluster (default: ${DEFAULT-VALUE})")
  private int timeout;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Unmatched private List<String> overrides = new ArrayList<>();

  @Spec private @Nullable CommandSpec spec;

  private DoctorCommand() {}

  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    System.exit(execute(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), args));
  }

  /** What the command line does, as its exit code. */
  static int execute(PrintWriter out, PrintWriter errors, String... args) {
    return new CommandLine(new DoctorCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(out)
        .setErr(errors)
        .setExecutionExceptionHandler(DoctorCommand::failed)
        .execute(args);
  }

  @Override
  public Integer call() throws ConfigException, UnreachableException {
    CommandLine line = line(spec);
    if (job == null || config == null) {
      throw new ParameterException(
          line, job == null ? "JOB is missing; allowed: " + Jobs.names() : "--config is missing");
    }
    OptionalInt subtasks = parallelism == null ? OptionalInt.empty() : OptionalInt.of(parallelism);
    JobFacts facts = new JobReader(System::getenv).read(job, config, overrides, subtasks);
    Preflight preflight = new Preflight(facts, Duration.ofSeconds(timeout));
    List<Finding> findings = preflight.look(flink, trustStore, flinkConf, line.getErr());
    line.getOut()
        .println(
            json
                ? FindingsJson.of(facts, findings)
                : new FindingsText(Boolean.getBoolean("doctor.terminal")).of(findings));
    return failOn.exitCode(findings);
  }

  static CommandLine line(@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec.commandLine();
  }

  /** What cannot be looked at, in one line. */
  private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult result)
      throws Exception {
    if (failure instanceof ConfigException
        || failure instanceof UnreachableException
        || failure instanceof UnknownException
        || failure instanceof FlinkRestException
        || failure instanceof IllegalArgumentException) {
      line.getErr().println("error: " + failure.getMessage());
      return CANNOT_LOOK;
    }
    throw failure;
  }
}
