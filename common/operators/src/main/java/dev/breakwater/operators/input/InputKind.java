package dev.breakwater.operators.input;

import dev.breakwater.operators.config.OptionGroup;
import dev.breakwater.operators.config.Settings;

/** A kind of broker to read from. Found by {@link java.util.ServiceLoader}. */
public interface InputKind {

  /** The value of {@code source.kind} that chooses it: lower case, as {@code rabbitmq}. */
  String name();

  /** Its options, whose keys no other kind has. */
  OptionGroup options();

  /** Reads its options; what is wrong with them is in the settings' problems. */
  Input configure(Settings settings);
}
