package dev.breakwater.scripts.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** The command lines of the bench's processes: one class path and one set of flags for all rows. */
final class RowProcesses {

  private RowProcesses() {}

  /**
   * @param heap as for {@code -Xmx}
   */
  static List<String> command(String heap, Class<?> mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(List.of("-Xms" + heap, "-Xmx" + heap, "-XX:+UseG1GC"));
    command.add("-Dlog4j2.configurationFile=bench-log4j2.properties");
    // What Flink needs opened is given to this process, once, by the script.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
    command.addAll(arguments);
    return command;
  }
}
