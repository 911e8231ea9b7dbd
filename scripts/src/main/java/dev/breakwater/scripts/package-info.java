/** The Java behind the scripts. */
@NullMarked
package dev.breakwater.scripts;

import org.jspecify.annotations.NullMarked;
