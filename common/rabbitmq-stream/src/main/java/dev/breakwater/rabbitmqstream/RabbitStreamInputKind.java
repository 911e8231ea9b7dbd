package dev.breakwater.rabbitmqstream;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.InputKind;

/** What makes {@code source.kind rabbitmq-stream} known to the jobs. */
public final class RabbitStreamInputKind implements InputKind {

  @Override
  public String name() {
    return RabbitStreamInput.KIND;
  }

  @Override
  public OptionGroup options() {
    return RabbitStreamOptions.group();
  }

  @Override
  public Input configure(Settings settings) {
    return new RabbitStreamInput(RabbitStreamConfig.from(settings));
  }
}
