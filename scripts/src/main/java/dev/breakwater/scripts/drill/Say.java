package dev.breakwater.scripts.drill;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Lines for who watches, each with the time of day. */
record Say(PrintStream out) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  void line(String text) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + " " + text);
    out.flush();
  }
}
