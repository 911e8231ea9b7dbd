package dev.breakwater.scripts.doctor.facts;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tries whether servers can be connected to; says nothing to them. */
public final class ServersLook {

  private ServersLook() {}

  /**
   * By server, why no connection can be made from here; empty where one can.
   *
   * @param input null for Kafka, whose servers are asked otherwise
   * @param within how long each may take
   */
  public static Map<String, String> of(@Nullable OtherInput input, Duration within) {
    Map<String, String> refusals = new LinkedHashMap<>();
    for (String server : input == null ? List.<String>of() : input.servers()) {
      refusals.put(server, refusal(server, within));
    }
    return refusals;
  }

  private static String refusal(String server, Duration within) {
    int colon = server.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(server.substring(colon + 1));
      InetSocketAddress address = new InetSocketAddress(server.substring(0, colon), port);
      socket.connect(address, Math.toIntExact(within.toMillis()));
      return "";
    } catch (UnknownHostException e) {
      return "no such host";
    } catch (IOException e) {
      return Reasons.of(e);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return "is not host:port";
    }
  }
}
