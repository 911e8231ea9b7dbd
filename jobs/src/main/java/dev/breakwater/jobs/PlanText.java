package dev.breakwater.jobs;

import java.util.Comparator;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;

/**
 * A job's graph as text: one line per operator with its uid, its name and where its output goes.
 * What {@code --dry-run} shows, and what the golden files hold, so that a changed uid is seen.
 */
public final class PlanText {

  private PlanText() {}

  /** The graph as built so far; the environment can still be executed. */
  public static String of(StreamExecutionEnvironment environment) {
    StreamGraph graph = environment.getStreamGraph(false);
    List<StreamNode> nodes =
        graph.getStreamNodes().stream().sorted(Comparator.comparingInt(StreamNode::getId)).toList();
    StringBuilder text = new StringBuilder();
    for (StreamNode node : nodes) {
      text.append("%-24s %s%n".formatted(uid(node), node.getOperatorName()));
      for (StreamEdge edge : node.getOutEdges()) {
        text.append(edge(graph, edge));
      }
    }
    return text.toString();
  }

  private static String edge(StreamGraph graph, StreamEdge edge) {
    String output = edge.getOutputTag() == null ? "" : " [" + edge.getOutputTag().getId() + "]";
    return "  -> %s (%s)%s%n"
        .formatted(
            uid(graph.getStreamNode(edge.getTargetId())),
            edge.getPartitioner().toString().toLowerCase(java.util.Locale.ROOT),
            output);
  }

  private static String uid(StreamNode node) {
    String uid = node.getTransformationUID();
    return uid == null ? "(no uid)" : uid;
  }
}
