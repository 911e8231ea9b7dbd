package dev.breakwater.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a file of Markdown, between {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}.
 */
public record MarkdownSection(Path file, String name) {

  private static final String WRITE = "breakwater.write-docs";

  /** Fails if it is anything else; with {@code -Dbreakwater.write-docs=true} writes it instead. */
  public void assertIs(String expected) throws IOException {
    String begin = "<!-- begin " + name + " -->\n";
    String end = "<!-- end " + name + " -->\n";
    String text = Files.readString(file);
    assertThat(text).contains(begin, end);
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    if (Boolean.getBoolean(WRITE)) {
      Files.writeString(file, text.substring(0, from) + expected + text.substring(to));
      return;
    }
    assertThat(text.substring(from, to))
        .as("section '%s'; -D%s=true writes it", name, WRITE)
        .isEqualTo(expected);
  }
}
