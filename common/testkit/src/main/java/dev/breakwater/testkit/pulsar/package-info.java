/**
 * A real Pulsar server as a child process: one broker with its storage and metadata, in a directory
 * and on loopback ports of its own. It knows its users by token, lets them do what they were
 * granted, and can be killed and restarted under load.
 *
 * <p>The class path that it runs on is in a file: {@code breakwater.pulsar}, a system property.
 */
@NullMarked
package dev.breakwater.testkit.pulsar;

import org.jspecify.annotations.NullMarked;
