package dev.breakwater.operators.kafka;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.InputKind;
import dev.breakwater.operators.input.Inputs;

/** The kind of input that the library brings itself. */
public final class KafkaInputKind implements InputKind {

  @Override
  public String name() {
    return Inputs.KAFKA;
  }

  @Override
  public OptionGroup options() {
    return KafkaOptions.sourceGroup();
  }

  @Override
  public Input configure(Settings settings) {
    return new KafkaInput(SourceConfig.from(settings));
  }
}
