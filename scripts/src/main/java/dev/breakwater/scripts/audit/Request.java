package dev.breakwater.scripts.audit;

import dev.breakwater.jobs.audit.AuditJobConfig;
import dev.breakwater.jobs.audit.AuditJobOptions;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.scripts.submit.Where;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What both commands are told: the job's file, what goes over it, and where the cluster is. */
final class Request {

  @Mixin private Where where = new Where();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "the job's file, as conf/jobs/audit.yaml: brokers, security, topic of verdicts")
  private @Nullable Path config;

  @Parameters(hidden = true)
  private List<String> overrides = new ArrayList<>();

  /** The job's configuration, with the brokers of the local cluster where there is one. */
  AuditJobConfig read() {
    if (config == null) {
      throw new AuditException("--config FILE is required, was missing", null);
    }
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(config.toAbsolutePath().normalize().toString());
    arguments.addAll(overrides);
    UnaryOperator<@Nullable String> variables =
        where.known() ? where.target()::variable : System::getenv;
    try {
      return Launch.of(arguments.toArray(String[]::new), AuditJobOptions.catalog(), variables)
          .configure(AuditJobConfig::from);
    } catch (ConfigException e) {
      throw new AuditException(String.valueOf(e.getMessage()), e);
    }
  }
}
