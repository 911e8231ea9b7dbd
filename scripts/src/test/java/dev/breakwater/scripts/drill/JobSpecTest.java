package dev.breakwater.scripts.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JobSpecTest {

  @Test
  void ofEachKeyTheLastCounts() {
    JobSpec spec = new JobSpec("reconcile", "r", 1, List.of("--a", "1", "--b", "2"));
    assertThat(spec.with(List.of("--a", "3", "--c", "4")).lastOfEach())
        .containsExactly("--a", "3", "--b", "2", "--c", "4");
  }
}
