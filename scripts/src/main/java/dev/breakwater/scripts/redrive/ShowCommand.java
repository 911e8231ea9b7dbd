package dev.breakwater.scripts.redrive;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scripts/redrive show}. */
@Command(
    name = "show",
    customSynopsis = "scripts/redrive show --config FILE [OPTIONS] [-- --key value…]",
    description = {"What is among the dead letters, and what a run would make of it.", ""})
final class ShowCommand implements Callable<Integer> {

  @Mixin private Request request = new Request();

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "3",
      description = "records of each reason that are shown, masked (default: ${DEFAULT-VALUE})")
  private int samples;

  @Override
  public Integer call() {
    System.out.print(SurveyText.of(Request.survey(request.read(), samples)));
    return 0;
  }
}
