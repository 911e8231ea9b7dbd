package dev.breakwater.testkit.proxy;

/** The two ways through a connection. */
public enum Direction {
  TO_SERVER,
  TO_CLIENT
}
