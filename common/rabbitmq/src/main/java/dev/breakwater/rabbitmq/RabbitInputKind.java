package dev.breakwater.rabbitmq;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.InputKind;

/** What makes {@code source.kind rabbitmq} known to the jobs. */
public final class RabbitInputKind implements InputKind {

  @Override
  public String name() {
    return RabbitInput.KIND;
  }

  @Override
  public OptionGroup options() {
    return RabbitOptions.group();
  }

  @Override
  public Input configure(Settings settings) {
    return new RabbitInput(RabbitConfig.from(settings));
  }
}
