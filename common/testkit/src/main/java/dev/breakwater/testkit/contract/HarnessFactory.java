package dev.breakwater.testkit.contract;

import java.util.function.Supplier;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.util.InstantiationUtil;

/** Makes a harness around a new operator that went through serialization, as when deployed. */
interface HarnessFactory<IN, OUT> {

  KeyedHarness<IN, OUT> create(MockEnvironment environment) throws Exception;

  static <IN, OUT> HarnessFactory<IN, OUT> ofOperator(
      Supplier<? extends OneInputStreamOperator<IN, OUT>> operator) {
    return environment -> {
      OneInputStreamOperator<IN, OUT> deployed = InstantiationUtil.clone(operator.get());
      return new KeyedHarness<>(deployed, environment);
    };
  }

  static <IN, OUT> HarnessFactory<IN, OUT> ofFactory(
      Supplier<? extends OneInputStreamOperatorFactory<IN, OUT>> factory) {
    return environment -> {
      OneInputStreamOperatorFactory<IN, OUT> deployed = InstantiationUtil.clone(factory.get());
      return new KeyedHarness<>(deployed, environment);
    };
  }
}
