package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.UnknownException;
import java.util.List;

/** One rule. */
public interface Check {

  /** Names it in reports; stable. */
  String id();

  /**
   * What is found, at least one finding where the rule applies.
   *
   * @throws UnknownException if a fact that it needs is not known
   */
  List<Finding> look(Facts facts);
}
