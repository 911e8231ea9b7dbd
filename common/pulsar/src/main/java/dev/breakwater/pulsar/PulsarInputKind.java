package dev.breakwater.pulsar;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.config.Settings;
import dev.breakwater.operators.input.Input;
import dev.breakwater.operators.input.InputKind;

/** What makes {@code source.kind pulsar} known to the jobs. */
public final class PulsarInputKind implements InputKind {

  @Override
  public String name() {
    return PulsarInput.KIND;
  }

  @Override
  public OptionGroup options() {
    return PulsarOptions.group();
  }

  @Override
  public Input configure(Settings settings) {
    return new PulsarInput(PulsarConfig.from(settings));
  }
}
