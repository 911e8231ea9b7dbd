/** What is in jars that are shipped. */
@NullMarked
package dev.breakwater.testkit.jar;

import org.jspecify.annotations.NullMarked;
