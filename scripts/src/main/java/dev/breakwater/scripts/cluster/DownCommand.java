package dev.breakwater.scripts.cluster;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/cluster down}. */
@Command(
    name = "down",
    customSynopsis = "scripts/cluster down [OPTIONS]",
    description = "Ends every process of the cluster and deletes its files.")
final class DownCommand implements Callable<Integer> {

  @Mixin private Place place = new Place();

  @Option(
      names = "--keep",
      description = "keep data, checkpoints and logs: the next \"up\" goes on with them")
  private boolean keep;

  @Override
  public Integer call() {
    if (!LocalCluster.exists(place.directory())) {
      System.out.println("nothing is up in " + place.directory());
      return 0;
    }
    LocalCluster cluster = LocalCluster.open(place.directory());
    if (keep) {
      cluster.downKeepingFiles();
    } else {
      cluster.down();
    }
    System.out.printf(
        "down: %d processes%s%n",
        cluster.members().size(), keep ? ", files kept in " + cluster.directory() : "");
    return 0;
  }
}
