@NullMarked
package dev.breakwater.testkit.contract;

import org.jspecify.annotations.NullMarked;
