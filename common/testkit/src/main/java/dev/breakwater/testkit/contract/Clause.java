package dev.breakwater.testkit.contract;

import org.junit.jupiter.api.function.Executable;

/** One test of the contract: throws an {@link AssertionError} when it is broken. */
record Clause(String name, Executable check) {

  static Clause on(Backend backend, String name, Executable check) {
    return new Clause(name + " [" + backend + "]", check);
  }
}
