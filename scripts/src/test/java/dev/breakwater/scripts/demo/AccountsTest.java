package dev.breakwater.scripts.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.breakwater.scripts.audit.Standing.Totals;
import dev.breakwater.testkit.workload.GroundTruth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the audit must say, whatever ingest reads from. */
class AccountsTest {

  private static final GroundTruth TRUTH =
      GroundTruth.of(FlightWorkload.of(7, 1_000, record -> true));

  @Test
  void ofSeveralQueuesTheSumIsAllThatWasSent() {
    BookVerdicts.Expected ingest = expected(List.of("raw.0", "raw.1")).get(0);
    assertThat(ingest.name()).isEqualTo("ingest, in and out");
    assertThat(ingest.keys()).containsExactlyInAnyOrder("job|raw.0|i.r01", "job|raw.1|i.r01");
    assertThat(ingest.records()).isEqualTo(1_000);
    Map<String, Totals> said =
        Map.of(
            "job|raw.0|i.r01", new Totals(1, 0, 0, 600, 600),
            "job|raw.1|i.r01", new Totals(1, 0, 0, 401, 399),
            "job|raw.2|i.r01", new Totals(1, 0, 0, 9, 9));
    assertThat(ingest.found(said)).isEqualTo(999);
  }

  @Test
  void theOthersAreOneTopicEach() {
    List<BookVerdicts.Expected> all = expected(List.of(DemoTopics.RAW));
    assertThat(all).allSatisfy(account -> assertThat(account.keys()).as("%s", account).hasSize(1));
    assertThat(all.get(all.size() - 1))
        .isEqualTo(
            new BookVerdicts.Expected("sent back", Set.of("topic|flights.enrich.retry|e.r01"), 17));
  }

  private static List<BookVerdicts.Expected> expected(List<String> raw) {
    return new Accounts(raw, "i.r01", "e.r01", "a.r01").expected(TRUTH, 17);
  }
}
