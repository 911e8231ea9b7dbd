package dev.breakwater.scripts.page;

import java.util.List;

/** A page as text: what is put into it is escaped, except what says that it is HTML. */
public final class Html {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; color: #1d2733; background: #fff;
             max-width: 900px; margin: 32px auto; padding: 0 20px; }
      h1 { font-size: 24px; margin: 0 0 4px; } h2 { font-size: 17px; margin: 34px 0 6px; }
      p { margin: 4px 0; } .quiet { color: #5b6875; }
      .verdict { font: 600 20px ui-monospace, monospace; padding: 12px 16px; margin: 18px 0;
                 border-left: 6px solid; }
      .holds { border-color: #1a7f4b; background: #eaf6ef; color: #125c36; }
      .fails { border-color: #b3261e; background: #fceeed; color: #8c1d18; }
      .tiles { display: flex; flex-wrap: wrap; gap: 8px; }
      .tile { flex: 1 1 88px; border: 1px solid #dde3e9; border-radius: 6px; padding: 8px 10px; }
      .tile b { display: block; font-size: 20px; } .tile span { color: #5b6875; font-size: 13px; }
      table { border-collapse: collapse; min-width: 420px; }
      th, td { text-align: left; padding: 5px 18px 5px 0; border-bottom: 1px solid #e6ebf0; }
      th { color: #5b6875; font-weight: 600; } td.n, th.n { text-align: right; }
      tr.off td { color: #8c1d18; font-weight: 600; }
      pre { background: #f5f7f9; padding: 10px 14px; overflow-x: auto; font-size: 13px; }
      svg { width: 100%; height: auto; display: block; }
      svg text { font: 12px system-ui, sans-serif; fill: #5b6875; }
      svg .grid { stroke: #e6ebf0; } svg .bar { fill: #3b82c4; }
      svg .line { fill: none; stroke: #e09f3e; stroke-width: 2; }
      svg .mark { stroke: #b3261e; stroke-width: 2; stroke-dasharray: 5 3; }
      svg .marked { fill: #b3261e; font-weight: 600; }
      .key { display: inline-block; width: 12px; height: 12px; margin: 0 5px 0 12px; }
      """;

  private final StringBuilder body = new StringBuilder();

  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  public Html element(String name, String style, String text) {
    return raw("<%s class=\"%s\">%s</%s>\n".formatted(name, style, escape(text), name));
  }

  public Html heading(String text) {
    return raw("<h2>%s</h2>\n".formatted(escape(text)));
  }

  /** Figures with their names. */
  public Html tiles(List<String[]> tiles) {
    raw("<div class=\"tiles\">\n");
    for (String[] tile : tiles) {
      raw(
          "<div class=\"tile\"><b>%s</b><span>%s</span></div>\n"
              .formatted(escape(tile[0]), escape(tile[1])));
    }
    return raw("</div>\n");
  }

  /** A row of which all but the first cell are numbers. */
  public Html row(String cell, boolean off, String... cells) {
    raw(off ? "<tr class=\"off\">" : "<tr>").raw(cell("").formatted(escape(cell)));
    for (String each : cells) {
      raw(cell(" class=\"n\"").formatted(escape(each)));
    }
    return raw("</tr>\n");
  }

  /** What is HTML already. */
  public Html raw(String html) {
    body.append(html);
    return this;
  }

  public String page(String title) {
    return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>"
        + escape(title)
        + "</title>\n<style>\n"
        + STYLE
        + "</style></head>\n<body>\n"
        + body
        + "</body></html>\n";
  }

  private static String cell(String attributes) {
    return "<td" + attributes + ">%s</td>";
  }
}
