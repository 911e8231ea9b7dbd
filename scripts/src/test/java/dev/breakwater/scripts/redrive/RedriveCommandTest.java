package dev.breakwater.scripts.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedriveCommandTest {

  @Test
  void aDryRunShows() {
    assertThat(shown("--dry-run", "--config", "f")).containsExactly("show", "--config", "f");
    assertThat(shown("run", "--dry-run", "--config", "f")).containsExactly("show", "--config", "f");
    assertThat(shown("show", "--config", "f", "--dry-run", "--", "--a", "b"))
        .containsExactly("show", "--config", "f", "--", "--a", "b");
  }

  @Test
  void leavesEverythingElseAsItIs() {
    assertThat(shown("run", "--config", "f", "--", "--dry-run"))
        .containsExactly("run", "--config", "f", "--", "--dry-run");
    assertThat(shown()).isEmpty();
  }

  private static String[] shown(String... args) {
    return RedriveCommand.shown(args);
  }
}
