/**
 * The contract of every stateful function: one set of tests that any keyed operator must pass.
 *
 * <p>Input: how to make the operator, its key and types, a script of records and times in order,
 * and the time at which all it keeps must be gone. Guarantees: each clause runs on fresh instances
 * that went through Java serialization as in a deployment, on every state backend asked for; a
 * script that could not tell a broken function from a sound one is refused. Failure: an {@link
 * java.lang.AssertionError} that says which step differs and how.
 */
@NullMarked
package dev.breakwater.testkit.contract;

import org.jspecify.annotations.NullMarked;
