package dev.breakwater.scripts.submit;

import dev.breakwater.scripts.cluster.FlinkLibraries;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Flink's own command line, {@code flink run -d}: that of {@code FLINK_HOME} where it is set, else
 * the same class on the class path of the local cluster.
 */
final class FlinkCli {

  private static final String MAIN = "org.apache.flink.client.cli.CliFrontend";
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final int SHOWN = 40;

  private final Target target;

  FlinkCli(Target target) {
    this.target = target;
  }

  /**
   * Submits a job and returns its id.
   *
   * @param settings of Flink for this job
   * @param from path of a state, null for none
   */
  String run(JobRequest request, Path jar, Map<String, String> settings, @Nullable String from) {
    List<String> command = new ArrayList<>(program());
    command.addAll(arguments(request, jar, settings, from));
    return jobId(said(command));
  }

  static List<String> arguments(
      JobRequest request, Path jar, Map<String, String> settings, @Nullable String from) {
    List<String> command = new ArrayList<>();
    command.add("run");
    command.add("-d");
    if (request.parallelism() > 0) {
      command.addAll(List.of("-p", Integer.toString(request.parallelism())));
    }
    if (from != null) {
      command.addAll(List.of("-s", from));
    }
    request.classPath().forEach(each -> command.addAll(List.of("-C", each.toUri().toString())));
    settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add(jar.toString());
    command.add(request.job());
    command.addAll(request.arguments());
    return command;
  }

  private List<String> program() {
    String home = System.getenv("FLINK_HOME");
    if (home != null && target.flinkConf() == null) {
      Path flink = Path.of(home, "bin", "flink");
      if (!Files.isExecutable(flink)) {
        throw new SubmitException("FLINK_HOME must have bin/flink, was " + home);
      }
      return List.of(flink.toString());
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(FlinkLibraries.jvmFlags(conf()));
    command.add("-Dlog4j.configurationFile=" + conf().resolve("log4j-cli.properties").toUri());
    command.add(MAIN);
    return command;
  }

  private Path conf() {
    Path conf = target.flinkConf();
    return conf == null ? FlinkLibraries.defaultConf() : conf;
  }

  private List<String> said(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(target.environment());
    if (command.contains(MAIN)) {
      builder.environment().put("CLASSPATH", FlinkLibraries.classPath());
      builder.environment().put("FLINK_CONF_DIR", conf().toString());
    }
    List<String> lines = new ArrayList<>();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      try (BufferedReader out = process.inputReader()) {
        out.lines().forEach(lines::add);
      }
      int status = process.waitFor();
      if (status != 0) {
        throw new SubmitException(
            "flink run ended with status %d:%s".formatted(status, end(lines)));
      }
      return lines;
    } catch (IOException e) {
      throw new SubmitException("cannot start Flink's command line: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SubmitException("interrupted while submitting", e);
    }
  }

  private static String jobId(List<String> lines) {
    for (String line : lines) {
      Matcher matcher = JOB_ID.matcher(line);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new SubmitException("flink run did not say the job's id:" + end(lines));
  }

  private static String end(List<String> lines) {
    List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    return "\n  " + String.join("\n  ", last);
  }
}
