package dev.breakwater.scripts.doctor.facts;

/**
 * A node of the ZooKeeper quorum that JobManagers elect their leader by.
 *
 * @param address host and port
 * @param said how it answered, or why it did not
 */
public record ZooKeeperNode(String address, State state, String said) {

  /** How it is. */
  public enum State {
    /** It answers clients: it sees a majority. */
    SERVES,
    /** It runs, and sees no majority. */
    WITHOUT_QUORUM,
    /** Nobody listens there. */
    DOWN,
    /** Not to be reached from here, or it does not say. */
    UNKNOWN
  }

  @Override
  public String toString() {
    return said.isEmpty() ? address : address + " (" + said + ")";
  }
}
