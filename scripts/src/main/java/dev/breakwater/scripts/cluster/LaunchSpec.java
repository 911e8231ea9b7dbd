package dev.breakwater.scripts.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How to start a process: environment and command, one a line in a file, so that whoever looks can
 * start it by hand.
 */
record LaunchSpec(Map<String, String> environment, List<String> command) {

  private static final String SEPARATOR = "--";

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    environment.forEach((key, value) -> lines.add(key + "=" + value));
    lines.add(SEPARATOR);
    lines.addAll(command);
    Files.write(file, lines);
  }

  static ProcessBuilder read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    int separator = lines.indexOf(SEPARATOR);
    ProcessBuilder builder = new ProcessBuilder(lines.subList(separator + 1, lines.size()));
    for (String line : lines.subList(0, separator)) {
      int equals = line.indexOf('=');
      builder.environment().put(line.substring(0, equals), line.substring(equals + 1));
    }
    return builder.redirectInput(new File("/dev/null"));
  }
}
