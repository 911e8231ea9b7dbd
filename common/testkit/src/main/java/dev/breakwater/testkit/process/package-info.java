/** Servers that are not Java of this process: child processes with everything of their own. */
@NullMarked
package dev.breakwater.testkit.process;

import org.jspecify.annotations.NullMarked;
