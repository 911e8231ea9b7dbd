package dev.breakwater.testkit.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;

/**
 * What is under contract: an operator, its types, and the script that is played to it.
 *
 * @param clock told whenever processing time moves, before the operator is
 */
record Subject<K, IN, OUT>(
    HarnessFactory<IN, OUT> operator,
    KeySelector<IN, K> keySelector,
    TypeInformation<K> keyType,
    TypeInformation<IN> inputType,
    TypeInformation<OUT> outputType,
    LongConsumer clock,
    List<Step<IN>> script) {

  /** So that every subtask of the parallelisms used here has keys of its own. */
  static final int MAX_PARALLELISM = 128;

  Moment momentAt(int position) {
    return Moment.after(script.subList(0, position));
  }

  /** Which of so many subtasks has the key of a record. */
  int ownerOf(IN value, int parallelism) throws Exception {
    return KeyGroupRangeAssignment.assignKeyToParallelOperator(
        keySelector.getKey(value), MAX_PARALLELISM, parallelism);
  }

  /** How many of so many subtasks have keys of the script. */
  int owners(int parallelism) throws Exception {
    Set<Integer> owners = new HashSet<>();
    for (Step<IN> step : script) {
      if (step instanceof Step.Arrival<IN> arrival) {
        owners.add(ownerOf(arrival.value(), parallelism));
      }
    }
    return owners.size();
  }

  /** The same script for another operator. */
  Subject<K, IN, OUT> with(Supplier<? extends OneInputStreamOperator<IN, OUT>> other) {
    return new Subject<>(
        HarnessFactory.ofOperator(other),
        keySelector,
        keyType,
        inputType,
        outputType,
        clock,
        script);
  }
}
