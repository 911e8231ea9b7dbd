package dev.breakwater.scripts.demo;

import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where the demo shows itself: on a terminal a block of lines that is drawn again in its place,
 * elsewhere a line now and then.
 */
final class Screen {

  private static final long PLAIN_EVERY_MILLIS = 5_000;
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String UP = "\u001b[%dA";

  private final PrintStream out;
  private final boolean terminal;
  private final int width;
  private int drawn;
  private long nextPlainMillis;

  /**
   * @param width the columns of the terminal
   */
  Screen(PrintStream out, boolean terminal, int width) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
  }

  /** Text that stays. */
  void say(String text) {
    drawn = 0;
    out.println(text);
    out.flush();
  }

  void show(LiveView view, Snapshot now) {
    show(now.elapsedMillis(), () -> view.block(now, width), () -> view.line(now));
  }

  void show(ReplicasView view, ReplicasSnapshot now) {
    show(now.elapsedMillis(), () -> view.block(now, width), () -> view.line(now));
  }

  /** The last state, which stays. */
  void last(LiveView view, Snapshot now) {
    nextPlainMillis = 0;
    show(view, now);
    say("");
  }

  /** The last state, which stays. */
  void last(ReplicasView view, ReplicasSnapshot now) {
    nextPlainMillis = 0;
    show(view, now);
    say("");
  }

  private void show(long elapsedMillis, Supplier<List<String>> block, Supplier<String> line) {
    if (terminal) {
      draw(block.get());
    } else if (elapsedMillis >= nextPlainMillis) {
      nextPlainMillis = elapsedMillis + PLAIN_EVERY_MILLIS;
      say(line.get());
    }
  }

  private void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    if (drawn > 0) {
      text.append(UP.formatted(drawn));
    }
    for (String line : lines) {
      text.append(line).append(CLEAR_LINE).append('\n');
    }
    drawn = lines.size();
    out.print(text);
    out.flush();
  }
}
