/** Sections of documentation that are made from code, and compared with it by tests. */
@NullMarked
package dev.breakwater.testkit.docs;

import org.jspecify.annotations.NullMarked;
