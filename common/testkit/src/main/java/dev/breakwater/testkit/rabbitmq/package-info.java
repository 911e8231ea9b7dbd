/**
 * A real RabbitMQ server as a child process, with everything of its own: directories, node name,
 * cookie, free ports on loopback, and the port mapper of Erlang's nodes, which otherwise stays
 * behind as a daemon. It can be killed and restarted under load.
 *
 * <p>Its programs are those of Debian's packages, installed or only unpacked: {@code
 * breakwater.rabbitmq}, a system property, is the directory they were unpacked in.
 */
@NullMarked
package dev.breakwater.testkit.rabbitmq;

import org.jspecify.annotations.NullMarked;
