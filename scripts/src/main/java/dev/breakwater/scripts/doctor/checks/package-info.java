/**
 * What doctor checks: one small class per rule.
 *
 * <p>Input: facts, taken once. Output: findings, each with what is so, why it matters and what to
 * do. A fact that is not known becomes a finding of its own, never a good one. A new check is a
 * class of {@link dev.breakwater.scripts.doctor.checks.Check} and a line in {@link
 * dev.breakwater.scripts.doctor.checks.Checks}.
 */
@NullMarked
package dev.breakwater.scripts.doctor.checks;

import org.jspecify.annotations.NullMarked;
