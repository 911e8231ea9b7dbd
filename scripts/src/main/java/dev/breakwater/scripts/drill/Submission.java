package dev.breakwater.scripts.drill;

import dev.breakwater.scripts.cluster.LocalCluster;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Flink's command line, in a process of its own, on a local cluster. */
final class Submission {

  private static final Pattern SUBMITTED = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final long AT_MOST_SECONDS = 120;

  private Submission() {}

  /** The checkout. */
  static Path root() {
    return Path.of(System.getProperty("breakwater.root", ".")).toAbsolutePath().normalize();
  }

  /** The shaded jar of the jobs. */
  static Path jar() {
    Path target = root().resolve("jobs/target");
    try (Stream<Path> files = Files.list(target)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-all.jar"))
          .findFirst()
          .orElseThrow(() -> new DrillException("no jobs jar (*-all.jar) in " + target));
    } catch (IOException e) {
      throw new DrillException("no jobs jar: %s cannot be read".formatted(target), e);
    }
  }

  /**
   * Runs a command that submits a job and returns the job's id.
   *
   * @throws DrillException with what Flink said, when it does not
   */
  static String run(LocalCluster cluster, List<String> arguments) throws InterruptedException {
    Path log = cluster.directory().resolve("drill-submit.log");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags());
      command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
      command.add("org.apache.flink.client.cli.CliFrontend");
      command.addAll(arguments);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("CLASSPATH", classPath());
      builder.environment().put("FLINK_CONF_DIR", cluster.flinkConf().toString());
      Process process = builder.start();
      if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      String said = Files.readString(log);
      Matcher submitted = SUBMITTED.matcher(said);
      if (submitted.find()) {
        return submitted.group(1);
      }
      throw new DrillException("the job was not submitted:\n" + said);
    } catch (IOException e) {
      throw new DrillException("Flink's command line cannot be run: " + e, e);
    }
  }

  private static String classPath() throws IOException {
    Path file = root().resolve("scripts/distribution/flink/target/classpath.txt");
    return Files.readString(file).trim();
  }

  /** The JVM flags that Flink needs: this JVM was started with them. */
  private static List<String> flags() {
    return Arrays.stream(
            ManagementFactory.getRuntimeMXBean()
                .getInputArguments()
                .toArray(String[]::new))
        .filter(flag -> flag.startsWith("--add-"))
        .toList();
  }
}
