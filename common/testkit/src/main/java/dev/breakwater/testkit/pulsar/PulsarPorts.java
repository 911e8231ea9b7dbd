package dev.breakwater.testkit.pulsar;

import dev.breakwater.testkit.kafka.LoopbackPorts;

/** Where one server listens. */
record PulsarPorts(int broker, int tls, int web, int storage) {

  static PulsarPorts free() {
    return new PulsarPorts(
        LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free());
  }
}
