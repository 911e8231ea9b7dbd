package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.OtherInput;
import java.util.ArrayList;
import java.util.List;

/**
 * The servers that are read in Kafka's place are there. More than that they are there nobody knows:
 * users, rights and what is read are not asked for.
 */
final class InputCheck implements Check {

  @Override
  public String id() {
    return "input";
  }

  @Override
  public List<Finding> look(Facts facts) {
    OtherInput input = facts.job().input();
    if (input == null) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    if (input.servers().isEmpty()) {
      findings.add(
          Finding.unknown(
              id(), input.kind(), "where the servers of source.kind " + input.kind() + " are"));
    }
    boolean none = facts.servers().values().stream().noneMatch(String::isEmpty);
    facts.servers().forEach((server, why) -> findings.add(server(server, why, none, facts, input)));
    if (!input.input().replayable()) {
      findings.add(
          Finding.info(
              id(),
              input.kind(),
              "what was read and acknowledged is gone from it",
              "records of transactions that the broker gives up after %s are lost: no repair"
                  .formatted(Show.duration(facts.job().sink().transactionTimeout()))));
    }
    return findings;
  }

  private Finding server(String server, String why, boolean none, Facts facts, OtherInput input) {
    if (why.isEmpty()) {
      return Finding.ok(id(), server, "takes connections; no user, right or name was tried");
    }
    String what = "no connection from here: " + why;
    String fix =
        "start %s there, or let it through, or\n".formatted(input.kind())
            + new Fixes(facts.job()).jobSetting(input.option(), "…");
    return none
        ? Finding.error(id(), server, what)
            .because("the source cannot start: the job fails, again and again", fix)
        : Finding.warning(id(), server, what)
            .because("when the others are gone the source has nobody to read from", fix);
  }
}
