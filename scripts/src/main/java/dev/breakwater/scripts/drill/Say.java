package dev.breakwater.scripts.drill;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** Lines for who watches, each with the time of day. */
record Say(PrintStream out) {

  void line(String text) {
    out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + text);
    out.flush();
  }
}
