@NullMarked
package dev.breakwater.testkit.proxy;

import org.jspecify.annotations.NullMarked;
