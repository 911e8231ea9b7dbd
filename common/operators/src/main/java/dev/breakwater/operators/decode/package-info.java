/** Records become events. */
@NullMarked
package dev.breakwater.operators.decode;

import org.jspecify.annotations.NullMarked;
