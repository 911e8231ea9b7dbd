package dev.breakwater.scripts.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the supervisor wrote down, line by line: time, name, what happened. */
record Journal(Path file) {

  /** How often each member died. */
  Map<String, Integer> deaths() {
    Map<String, Integer> deaths = new HashMap<>();
    for (String line : lines()) {
      String[] words = line.split("[ ,]+", 4);
      if (words.length > 2 && words[2].equals("exited")) {
        deaths.merge(words[1], 1, Integer::sum);
      }
    }
    return deaths;
  }

  private List<String> lines() {
    try {
      return Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
