package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A command as its script runs it: a main in a JVM of its own.
 *
 * @param code its exit code
 * @param text what it printed
 */
record Program(int code, String text) {

  private static final long AT_MOST_SECONDS = 180;
  private static final String BOOTSTRAP = "BREAKWATER_BOOTSTRAP_SERVERS";

  static Program run(String main, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("program", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(command(main, arguments));
      builder.environment().keySet().removeAll(List.of(BOOTSTRAP, "FLINK_HOME"));
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
      if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("%s does not end: %s".formatted(main, Files.readString(out)));
      }
      return new Program(process.exitValue(), Files.readString(out, StandardCharsets.UTF_8));
    } finally {
      Files.delete(out);
    }
  }

  private static List<String> command(String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens"))
        .forEach(command::add);
    command.add("-Dlog4j2.configurationFile=tools-log4j2.properties");
    command.add("-Dbreakwater.root=" + Distribution.root());
    command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main));
    command.addAll(List.of(arguments));
    return command;
  }
}
