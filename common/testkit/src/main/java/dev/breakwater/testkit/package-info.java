/** Test parts that know nothing of the operators: broker, cluster, workloads, verdict. */
@NullMarked
package dev.breakwater.testkit;

import org.jspecify.annotations.NullMarked;
