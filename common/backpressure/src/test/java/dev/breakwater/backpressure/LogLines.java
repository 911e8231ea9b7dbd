package dev.breakwater.backpressure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the reporter logs from now on; {@code log4j2-test.properties} says where. */
final class LogLines {

  private static final Path FILE = Path.of("target", "back-pressure.log");

  private final int before = all().size();

  List<String> lines() {
    List<String> all = all();
    return all.subList(before, all.size());
  }

  private static List<String> all() {
    try {
      return Files.exists(FILE) ? Files.readAllLines(FILE) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
