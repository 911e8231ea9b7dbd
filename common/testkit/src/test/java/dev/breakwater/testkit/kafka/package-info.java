@NullMarked
package dev.breakwater.testkit.kafka;

import org.jspecify.annotations.NullMarked;
