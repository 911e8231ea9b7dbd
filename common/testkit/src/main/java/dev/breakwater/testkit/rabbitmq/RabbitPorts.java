package dev.breakwater.testkit.rabbitmq;

import dev.breakwater.testkit.kafka.LoopbackPorts;

/** Where the server takes connections, those for streams only where it has them. */
record RabbitPorts(int plain, int tls, int streams, int streamsTls) {

  static RabbitPorts free() {
    return new RabbitPorts(
        LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free(), LoopbackPorts.free());
  }
}
