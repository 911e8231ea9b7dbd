/**
 * Certificates for tests that speak TLS.
 *
 * <p>In: a directory. Out: key and trust stores in it, made with the JDK's keytool. Failure: an
 * {@link IllegalStateException} with what keytool said. Passwords are never arguments of a process.
 */
@NullMarked
package dev.breakwater.testkit.tls;

import org.jspecify.annotations.NullMarked;
