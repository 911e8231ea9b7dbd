package dev.breakwater.testkit.service;

import java.util.concurrent.CountDownLatch;

/**
 * The service as a process: {@code AirportServiceMain [PORT [CONTROL_PORT [SCHEDULE]]]}, ports of
 * loopback (0, which is also the default, for any that is free). Prints where it is and answers
 * until it is ended by a signal.
 */
public final class AirportServiceMain {

  private static final String USAGE = "usage: AirportServiceMain [PORT [CONTROL_PORT [SCHEDULE]]]";
  private static final int MAX_PORT = 65_535;

  private AirportServiceMain() {}

  /** Exit code 2 when the arguments are wrong. */
  public static void main(String[] args) throws InterruptedException {
    try {
      run(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private static void run(String[] args) throws InterruptedException {
    if (args.length > 3) {
      throw new IllegalArgumentException("at most 3 arguments, was " + args.length);
    }
    int port = port(args, 0);
    int controlPort = port(args, 1);
    Schedule schedule =
        args.length > 2 ? Schedule.parse(args[2]) : Schedule.always(new Fault.None());
    try (AirportService service = AirportService.start(port);
        ServiceControl control = ServiceControl.start(service, controlPort)) {
      service.follow(schedule);
      System.out.println("service " + service.uri());
      System.out.println("control " + control.uri());
      new CountDownLatch(1).await();
    }
  }

  private static int port(String[] args, int index) {
    String text = args.length > index ? args[index] : "0";
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(wrongPort(text), e);
    }
    throw new IllegalArgumentException(wrongPort(text));
  }

  private static String wrongPort(String text) {
    return "port must be a number from 0 to %d, was '%s'".formatted(MAX_PORT, text);
  }
}
