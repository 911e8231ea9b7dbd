package dev.breakwater.scripts.bench.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThreadCostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Source: flights -> Process (1/2)#0                | task: Source: flights -> Process
          Source Data Fetcher for Source: flights (1/2)#0   | source fetcher
          kafka-producer-network-thread                     | producer I/O
          rocksdb:low                                       | RocksDB compaction
          rocksdb:high                                      | RocksDB flush
          C2 CompilerThread0                                | JIT
          GC Thread#1                                       | GC and VM
          G1 Conc#0                                         | GC and VM
          pool-12-thread-3                                  | other: pool-thread
          """)
  void putsThreadsIntoGroupsByName(String name, String group) {
    assertThat(ThreadCosts.group(name)).isEqualTo(group);
  }
}
