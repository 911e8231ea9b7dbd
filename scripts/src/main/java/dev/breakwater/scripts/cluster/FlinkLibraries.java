package dev.breakwater.scripts.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.GlobalConfiguration;

/** What Flink's own programs are started with, for those that start them without a distribution. */
public final class FlinkLibraries {

  private FlinkLibraries() {}

  /** Class path of what a Flink distribution has in {@code lib/}. */
  public static String classPath() {
    return Distribution.classPath("flink");
  }

  /** The configuration that is shipped. */
  public static Path defaultConf() {
    return Distribution.root().resolve("conf/flink");
  }

  /** Where this checkout builds a Maven module, such as {@code jobs}. */
  public static Path targetOf(String module) {
    return Distribution.root().resolve(module).resolve("target");
  }

  /** Flags for the JVM of Flink's command line, from a configuration directory. */
  public static List<String> jvmFlags(Path conf) {
    String flags =
        GlobalConfiguration.loadConfiguration(conf.toString()).getString("env.java.opts.all", "");
    return Stream.of(flags.trim().split("\\s+")).filter(flag -> !flag.isEmpty()).toList();
  }
}
