/**
 * A network that fails on demand: a TCP proxy on loopback that delays, slows, swallows, cuts or
 * refuses, and can be switched while connections are open.
 *
 * <p>A client is led through it by the address that its server advertises: a second listener of a
 * broker whose advertised port is the proxy's, or Flink's port apart from its bind port. Bytes are
 * never changed or reordered; a connection of which some were swallowed is reset before it would
 * pass any again, as a peer could not make sense of the rest.
 */
@NullMarked
package dev.breakwater.testkit.proxy;

import org.jspecify.annotations.NullMarked;
