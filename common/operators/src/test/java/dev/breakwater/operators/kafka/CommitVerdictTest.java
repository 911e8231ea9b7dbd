package dev.breakwater.operators.kafka;

import static dev.breakwater.operators.kafka.CommitVerdict.ABORTED;
import static dev.breakwater.operators.kafka.CommitVerdict.COMMITTED;
import static dev.breakwater.operators.kafka.CommitVerdict.OPEN;
import static dev.breakwater.operators.kafka.CommitVerdict.UNKNOWN;
import static dev.breakwater.operators.kafka.CommitVerdict.USED_AGAIN;
import static dev.breakwater.operators.kafka.TransactionNaming.INCREMENTING;
import static dev.breakwater.operators.kafka.TransactionNaming.POOLING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The transaction in question is always of producer 7. */
class CommitVerdictTest {

  @ParameterizedTest
  @CsvSource({
    "COMPLETE_COMMIT, 4, COMMITTED", // before transaction version 2
    "COMPLETE_COMMIT, 5, COMMITTED",
    "COMPLETE_COMMIT, 6, UNKNOWN",
    "COMPLETE_COMMIT, 3, UNKNOWN",
    "PREPARE_COMMIT, 4, COMMITTED",
    "PREPARE_COMMIT, 5, COMMITTED",
    "COMPLETE_ABORT, 4, ABORTED",
    "COMPLETE_ABORT, 5, ABORTED",
    "COMPLETE_ABORT, 6, UNKNOWN",
    "PREPARE_ABORT, 5, ABORTED",
    "ONGOING, 4, OPEN",
    "ONGOING, 5, UNKNOWN",
    "EMPTY, 4, UNKNOWN",
    "EMPTY, 6, UNKNOWN",
    "UNKNOWN, 5, UNKNOWN"
  })
  void isCommittedOnlyWhenTheStateStillSpeaksOfIt(
      TransactionState state, int epoch, CommitVerdict expected) {
    assertThat(CommitVerdict.of(7, (short) 4, seen(7, epoch, state), INCREMENTING))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPLETE_COMMIT, 5, COMMITTED",
    "COMPLETE_COMMIT, 8, USED_AGAIN",
    "COMPLETE_ABORT, 5, ABORTED",
    "COMPLETE_ABORT, 7, USED_AGAIN",
    "ONGOING, 4, OPEN",
    "ONGOING, 6, USED_AGAIN",
    "EMPTY, 4, UNKNOWN",
    "EMPTY, 6, USED_AGAIN",
    "EMPTY, 3, UNKNOWN"
  })
  void aPooledIdIsUsedAgainOnlyAfterItsCommit(
      TransactionState state, int epoch, CommitVerdict expected) {
    assertThat(CommitVerdict.of(7, (short) 4, seen(7, epoch, state), POOLING)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(TransactionNaming.class)
  void anIdThatIsGoneOrOfAnotherProducerProvesNothing(TransactionNaming naming) {
    assertThat(CommitVerdict.of(7, (short) 4, null, naming)).isEqualTo(UNKNOWN);
    assertThat(CommitVerdict.of(7, (short) 4, seen(8, 5, TransactionState.COMPLETE_COMMIT), naming))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void aPooledIdGoesOnWithAnotherProducerAfterItsLastEpoch() {
    short last = Short.MAX_VALUE - 1;
    assertThat(CommitVerdict.of(7, last, seen(8, 0, TransactionState.COMPLETE_COMMIT), POOLING))
        .isEqualTo(COMMITTED);
    assertThat(CommitVerdict.of(7, last, seen(8, 0, TransactionState.COMPLETE_ABORT), POOLING))
        .isEqualTo(ABORTED);
    assertThat(CommitVerdict.of(7, last, seen(8, 1, TransactionState.ONGOING), POOLING))
        .isEqualTo(USED_AGAIN);
    assertThat(
            CommitVerdict.of(7, last, seen(7, last + 1, TransactionState.COMPLETE_ABORT), POOLING))
        .isEqualTo(ABORTED);
    assertThat(CommitVerdict.of(7, last, seen(7, last, TransactionState.ONGOING), POOLING))
        .isEqualTo(OPEN);
  }

  private static TransactionDescription seen(long producerId, int epoch, TransactionState state) {
    return new TransactionDescription(
        1, state, producerId, epoch, 60_000, OptionalLong.empty(), Set.of());
  }
}
