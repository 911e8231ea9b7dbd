package dev.breakwater.jobs.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.breakwater.operators.quorum.QuorumMode;
import org.junit.jupiter.api.Test;

class ReconcileConfigTest {

  @Test
  void shipsExamplesForThreeAndForTwoReplicas() throws Exception {
    ReconcileConfig three = ReconcileConfigs.shipped(ReconcileConfigs.THREE);
    assertThat(three.quorum().replicas()).hasSize(3);
    assertThat(three.quorum().agree()).isEqualTo(2);
    ReconcileConfig two = ReconcileConfigs.shipped(ReconcileConfigs.TWO);
    assertThat(two.quorum().replicas()).hasSize(2);
    assertThat(two.quorum().mode()).isEqualTo(QuorumMode.FIRST);
  }

  @Test
  void refusesReplicasThatAreNotRead() {
    assertThatThrownBy(
            () ->
                ReconcileConfigs.shipped(
                    ReconcileConfigs.THREE, "--source.topics", "flights.delays.a"))
        .hasMessageContaining(
            "quorum.replicas must name exactly the topics of source.topics, which are"
                + " [flights.delays.a]");
  }

  @Test
  void refusesToWriteWhatItReads() {
    assertThatThrownBy(
            () ->
                ReconcileConfigs.shipped(
                    ReconcileConfigs.THREE, "--quorum.discrepancies-topic", "flights.delays.b"))
        .hasMessageContaining("quorum.discrepancies-topic is a topic that the job uses already");
  }
}
