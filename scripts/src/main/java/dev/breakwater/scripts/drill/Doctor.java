package dev.breakwater.scripts.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code scripts/doctor} as somebody would run it: a process of its own, judged by what it says.
 */
final class Doctor {

  private static final String MAIN = "dev.breakwater.scripts.doctor.DoctorCommand";
  private static final long AT_MOST_SECONDS = 90;

  private Doctor() {}

  /**
   * @param code its exit code
   * @param text what it printed
   */
  record Answer(int code, String text) {}

  /**
   * Runs it.
   *
   * @throws DrillException when it cannot be run, or does not end
   */
  static Answer ask(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.add("-Dlog4j2.configurationFile=tools-log4j2.properties");
    command.addAll(List.of("-cp", System.getProperty("java.class.path", ""), MAIN));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(AT_MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new DrillException("doctor does not end");
      }
      return new Answer(process.exitValue(), text);
    } catch (IOException e) {
      throw new DrillException("doctor cannot be run: " + e, e);
    }
  }
}
