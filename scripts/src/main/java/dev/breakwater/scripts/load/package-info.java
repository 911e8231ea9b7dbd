/** How whatever is sent is paced: by the clock, whatever becomes of what was sent before. */
@NullMarked
package dev.breakwater.scripts.load;

import org.jspecify.annotations.NullMarked;
