@NullMarked
package dev.breakwater.testkit.service;

import org.jspecify.annotations.NullMarked;
