package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/cluster logs}. */
@Command(
    name = "logs",
    customSynopsis = "scripts/cluster logs [NAME] [OPTIONS]",
    description = "The end of a process's log; without a name, of the supervisor's.")
final class LogsCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "like kafka-1 or taskmanager-2")
  private @Nullable String name;

  @Option(
      names = "--lines",
      paramLabel = "N",
      defaultValue = "100",
      description = "default: ${DEFAULT-VALUE}")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "go on until Ctrl-C")
  private boolean follow;

  @Override
  public Integer call() throws IOException, InterruptedException {
    LocalCluster cluster = LocalCluster.open(place.directory());
    Path log =
        name == null || name.equals(Supervisor.NAME)
            ? new MemberFiles(cluster.directory(), Supervisor.NAME).log()
            : cluster.member(name).log();
    if (follow) {
      return new ProcessBuilder(
              List.of("tail", "-n", Integer.toString(lines), "-F", log.toString()))
          .inheritIO()
          .start()
          .waitFor();
    }
    if (name != null && !name.equals(Supervisor.NAME)) {
      LogFiles.tail(cluster.member(name).out(), lines).forEach(System.out::println);
    }
    if (!Files.exists(log)) {
      System.err.println("it has logged nothing yet: no " + log);
      return ClusterCommand.FINDING;
    }
    LogFiles.tail(log, lines).forEach(System.out::println);
    return 0;
  }
}
