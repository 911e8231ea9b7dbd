@NullMarked
package dev.breakwater.testkit.flink;

import org.jspecify.annotations.NullMarked;
