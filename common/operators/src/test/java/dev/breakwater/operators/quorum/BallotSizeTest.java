package dev.breakwater.operators.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a result takes in the state: the figures of jobs/README.md, payloads of 200 bytes. */
class BallotSizeTest {

  private static final int PAYLOAD = 200;

  @ParameterizedTest
  @CsvSource({"2, 1, 26, 45", "3, 2, 26, 45", "5, 3, 26, 45"})
  void doesNotGrowWithTheReplicasThatAgree(int replicas, int quorum, int closed, int differing)
      throws Exception {
    QuorumConfig config = config(replicas, quorum);
    Court agreeing = new Court(config);
    List<Integer> sizes = new ArrayList<>();
    for (int replica = 0; replica < replicas; replica++) {
      agreeing.arrive(copy(replica, 'x'));
      sizes.add(size(agreeing.only()));
    }
    assertThat(sizes.subList(0, replicas - 1)).allMatch(size -> size < 2 * PAYLOAD);
    assertThat(sizes.get(replicas - 1)).isEqualTo(closed);

    Court divided = new Court(config);
    for (int replica = 0; replica < replicas; replica++) {
      divided.arrive(copy(replica, replica == replicas - 1 ? 'y' : 'x'));
    }
    divided.clock(1_000_000);
    assertThat(size(divided.only())).isEqualTo(differing);
  }

  private static QuorumConfig config(int replicas, int quorum) {
    StringBuilder names = new StringBuilder();
    for (char name = 'a'; name < 'a' + replicas; name++) {
      names.append(name).append("=results.").append(name).append(';');
    }
    return Configs.of(
        "quorum.replicas", names.toString(), "quorum.agree", Integer.toString(quorum));
  }

  private static Copy copy(int replica, char content) {
    return new Copy(1_000, replica, "result-1", 5, Character.toString(content).repeat(PAYLOAD));
  }

  private static int size(Ballot ballot) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    new BallotSerializer().serialize(ballot, out);
    return out.length();
  }
}
