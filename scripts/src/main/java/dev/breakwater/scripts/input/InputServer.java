package dev.breakwater.scripts.input;

import java.util.List;
import java.util.Map;

/** A server that ingest reads from: a process of its own, gone when it is closed. */
public interface InputServer extends AutoCloseable {

  /** Where it listens, on loopback. */
  int port();

  /** What the job's records, and its books, say that they were read from. */
  List<String> topics();

  /**
   * What goes over the shipped configuration: {@code --key}, value…
   *
   * @param port where the job is to find it: its own, or that of a proxy before it
   */
  List<String> options(int port);

  /** Variables that the shipped configuration refers to. */
  Map<String, String> secrets();

  /** A publisher to what the job reads. */
  Outlet outlet();

  /** Kills it as {@code kill -9} does. Returns when it is gone. */
  void kill();

  /** Starts it again, with the data and ports that it had. Returns when it is ready. */
  void restart();

  @Override
  void close();
}
