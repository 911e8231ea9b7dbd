package dev.breakwater.scripts.redrive;

import dev.breakwater.scripts.submit.CommandLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code scripts/redrive}. */
@Command(
    name = "redrive",
    customSynopsis = "scripts/redrive show|run --config FILE [OPTIONS] [-- --key value…]",
    description = {
      "Dead letters back to work. \"show\" changes nothing: what is there, by reason, stage and age,"
          + " and what would become of it. \"run\" sends. What follows \"--\" goes over the file, as"
          + " -- --redrive.filter.reasons dependency --redrive.rate 50",
      ""
    },
    subcommands = {ShowCommand.class, RunCommand.class},
    footer = {
      "",
      "--dry-run is show.",
      "Exit codes: 0 done, or nothing to do; 1 not all was sent; 2 it cannot be done."
    })
public final class RedriveCommand {

  private static final String DRY_RUN = "--dry-run";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "print this and leave")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  RedriveCommand() {}

  public static void main(String[] args) {
    System.exit(CommandLines.execute(new RedriveCommand(), shown(args)));
  }

  /** With {@code --dry-run} in front of the job's own arguments, whatever is asked for is shown. */
  static String[] shown(String[] args) {
    List<String> all = new ArrayList<>(Arrays.asList(args));
    int own = all.contains("--") ? all.indexOf("--") : all.size();
    if (!all.subList(0, own).remove(DRY_RUN)) {
      return args;
    }
    if (!all.isEmpty() && List.of("run", "show").contains(all.get(0))) {
      all.remove(0);
    }
    all.add(0, "show");
    return all.toArray(String[]::new);
  }
}
