package dev.breakwater.scripts.page;

import java.util.Locale;

/**
 * A small chart as inline SVG: bars over a horizontal axis, and if wanted a line and a mark over
 * them. Self-contained: no script, no style sheet, no font of its own.
 */
public final class Chart {

  private static final int WIDTH = 860;
  private static final int HEIGHT = 240;
  private static final int LEFT = 60;
  private static final int RIGHT = 16;
  private static final int TOP = 26;
  private static final int BOTTOM = 40;
  private static final int GRID_LINES = 4;
  private static final int MOST_LABELS = 12;

  private final String unit;
  private final int firstLabel;
  private final double[] bars;
  private final double top;
  private final StringBuilder shapes = new StringBuilder();

  /**
   * @param unit what one step of the horizontal axis is
   * @param firstLabel the number below the first bar
   * @param highest of all that will be drawn
   */
  public Chart(String unit, int firstLabel, double[] bars, double highest) {
    this.unit = unit;
    this.firstLabel = firstLabel;
    this.bars = bars.clone();
    this.top = niceTop(highest);
  }

  public Chart withBars() {
    double width = step();
    for (int i = 0; i < bars.length; i++) {
      add(
          "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\">"
              + "<title>%d: %,.0f</title></rect>",
          x(i) + width * 0.1, y(bars[i]), width * 0.8, y(0) - y(bars[i]), firstLabel + i, bars[i]);
    }
    return this;
  }

  /** A line through one value per bar. */
  public Chart withLine(double[] values) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(i) + step() / 2, y(values[i])));
    }
    add("<polyline class=\"line\" points=\"%s\"/>", points.toString().strip());
    return this;
  }

  /** A vertical line at a place between the bars, with a word on it. */
  public Chart withMark(double at, String text) {
    double x = LEFT + at * step();
    boolean onTheRight = x > WIDTH / 2.0;
    add(
        "<line class=\"mark\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%.1f\"/>",
        x, TOP - 8, x, y(0));
    add(
        "<text class=\"marked\" x=\"%.1f\" y=\"%d\" text-anchor=\"%s\">%s</text>",
        onTheRight ? x - 6 : x + 6, TOP - 10, onTheRight ? "end" : "start", Html.escape(text));
    return this;
  }

  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" xmlns=\"http://www.w3.org/2000/svg\">%n"
            .formatted(WIDTH, HEIGHT));
    grid(svg);
    svg.append(shapes);
    labels(svg);
    return svg.append("</svg>\n").toString();
  }

  /** The next of 1, 2, 5 times a power of ten, so that the grid has round numbers. */
  public static double niceTop(double highest) {
    if (highest <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(highest)));
    for (double factor : new double[] {1, 2, 4, 5, 8}) {
      if (highest <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private void grid(StringBuilder svg) {
    for (int i = 0; i <= GRID_LINES; i++) {
      double value = top * i / GRID_LINES;
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                  + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT,
              y(value),
              WIDTH - RIGHT,
              y(value),
              LEFT - 8,
              y(value) + 4,
              number(value)));
    }
  }

  private void labels(StringBuilder svg) {
    int every = Math.max(1, (int) Math.ceil((double) bars.length / MOST_LABELS));
    every = every > 5 ? (every + 4) / 5 * 5 : every;
    for (int i = 0; i < bars.length; i += every) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
              x(i) + step() / 2,
              HEIGHT - BOTTOM + 16,
              firstLabel + i));
    }
    svg.append(
        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n"
            .formatted(WIDTH - RIGHT, HEIGHT - 6, Html.escape(unit)));
  }

  private void add(String format, Object... values) {
    shapes.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private double x(int bar) {
    return LEFT + bar * step();
  }

  private double step() {
    return (double) (WIDTH - LEFT - RIGHT) / Math.max(1, bars.length);
  }

  private double y(double value) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - Math.min(value, top) / top);
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
