package dev.breakwater.scripts.doctor.facts;

import dev.breakwater.operators.input.Input;
import java.util.List;

/**
 * What a job reads in Kafka's place.
 *
 * @param option that says where its servers are; empty where that is not known
 * @param servers {@code host:port} of each
 */
public record OtherInput(Input input, String option, List<String> servers) {

  public OtherInput {
    servers = List.copyOf(servers);
  }

  /** The name of its kind. */
  public String kind() {
    return input.kind();
  }

  /** Without the settings of the input. */
  @Override
  public String toString() {
    return "OtherInput[%s, %s]".formatted(kind(), servers);
  }
}
