package dev.breakwater.scripts.redrive;

import dev.breakwater.jobs.redrive.RedriveJob;
import dev.breakwater.jobs.redrive.RedriveJobConfig;
import dev.breakwater.jobs.redrive.RedriveJobOptions;
import dev.breakwater.operators.config.ConfigException;
import dev.breakwater.operators.config.Launch;
import dev.breakwater.operators.redrive.RedrivePlan;
import dev.breakwater.operators.redrive.RedrivePolicy;
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
      required = true,
      paramLabel = "FILE",
      description = "the job's file, as conf/jobs/redrive.yaml")
  private Path config = Path.of("");

  @Parameters(hidden = true)
  private List<String> overrides = new ArrayList<>();

  Where where() {
    return where;
  }

  Path file() {
    return config;
  }

  List<String> overrides() {
    return List.copyOf(overrides);
  }

  /** The arguments of the job's main. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    arguments.add("--config");
    arguments.add(config.toAbsolutePath().normalize().toString());
    arguments.addAll(overrides);
    return arguments;
  }

  /** The job's configuration, with the brokers of the local cluster where there is one. */
  RedriveJobConfig read() {
    UnaryOperator<@Nullable String> variables =
        where.known() ? where.target()::variable : System::getenv;
    try {
      return Launch.of(arguments().toArray(String[]::new), RedriveJobOptions.catalog(), variables)
          .configure(RedriveJobConfig::from);
    } catch (ConfigException e) {
      throw new RedriveException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads all dead letters and what the outputs hold. */
  static Survey survey(RedriveJobConfig config, int samples) {
    RedrivePlan plan = RedriveJob.plan(config);
    RedrivePolicy policy =
        new RedrivePolicy(config.redrive(), plan.missing(), config.sink().maxRecordSize());
    return Survey.of(config, plan, policy, samples);
  }
}
