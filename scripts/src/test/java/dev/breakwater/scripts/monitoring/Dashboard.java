package dev.breakwater.scripts.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A page of plots, two beside each other, as Grafana reads it. */
record Dashboard(String name, String title, List<Panel> panels) {

  /** The data source of {@code grafana/provisioning}. */
  private static final String DATA_SOURCE = "breakwater-prometheus";

  private static final int WIDTH = 12;
  private static final int HEIGHT = 8;
  private static final ObjectMapper JSON = new ObjectMapper();

  String json() throws JsonProcessingException {
    ObjectNode page = JSON.createObjectNode();
    page.put("uid", "breakwater-" + name);
    page.put("title", "Breakwater: " + title);
    page.putArray("tags").add("breakwater");
    page.put("schemaVersion", 39);
    page.put("editable", false);
    page.put("graphTooltip", 1);
    page.put("timezone", "utc");
    page.put("refresh", "10s");
    page.putObject("time").put("from", "now-1h").put("to", "now");
    page.putObject("templating").putArray("list").add(choice());
    ArrayNode all = page.putArray("panels");
    for (int i = 0; i < panels.size(); i++) {
      all.add(panel(i, panels.get(i)));
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(page) + "\n";
  }

  private static ObjectNode choice() {
    ObjectNode choice = JSON.createObjectNode();
    choice.put("name", "job_name").put("label", "job").put("type", "query");
    choice.set("datasource", source());
    choice.put("query", "label_values(job:running:max, job_name)");
    choice.put("multi", true).put("includeAll", true).put("allValue", ".*");
    choice.put("refresh", 2).put("sort", 1);
    ObjectNode current = choice.putObject("current");
    current.put("text", "All").put("value", "$__all");
    return choice;
  }

  private static ObjectNode panel(int index, Panel panel) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", index + 1).put("type", "timeseries");
    node.put("title", panel.title()).put("description", panel.text());
    node.set("datasource", source());
    ObjectNode place = node.putObject("gridPos");
    place.put("h", HEIGHT).put("w", WIDTH);
    place.put("x", index % 2 * WIDTH).put("y", index / 2 * HEIGHT);
    ObjectNode fields = node.putObject("fieldConfig");
    fields.putObject("defaults").put("unit", panel.unit()).put("min", 0);
    fields.putArray("overrides");
    ObjectNode legend = node.putObject("options").putObject("legend");
    legend.put("displayMode", "list").put("placement", "bottom").put("showLegend", true);
    ArrayNode targets = node.putArray("targets");
    for (int i = 0; i < panel.lines().size(); i++) {
      ObjectNode target = targets.addObject();
      target.put("refId", String.valueOf((char) ('A' + i)));
      target.set("datasource", source());
      target.put("expr", panel.lines().get(i).expression());
      target.put("legendFormat", panel.lines().get(i).legend());
    }
    return node;
  }

  private static ObjectNode source() {
    return JSON.createObjectNode().put("type", "prometheus").put("uid", DATA_SOURCE);
  }
}
