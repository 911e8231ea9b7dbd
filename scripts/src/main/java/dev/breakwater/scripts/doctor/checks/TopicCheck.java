package dev.breakwater.scripts.doctor.checks;

import dev.breakwater.scripts.doctor.facts.Facts;
import dev.breakwater.scripts.doctor.facts.JobTopic.Role;
import dev.breakwater.scripts.doctor.facts.TopicFacts;
import dev.breakwater.scripts.doctor.facts.UnknownException;

/** A rule for each topic of the job that exists. */
interface TopicCheck {

  /** Names it in reports; stable. */
  String id();

  boolean concerns(Role role);

  /**
   * What is found.
   *
   * @throws UnknownException if a fact that it needs is not known
   */
  Finding look(TopicFacts topic, Facts facts);
}
