package dev.breakwater.testkit.workload;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The members of one JSON object as raw text, one character a byte, so that it can be made wrong in
 * any way. Changed copies, never in place.
 */
final class Json {

  private final List<Member> members;

  private record Member(String name, String text) {

    @Override
    public String toString() {
      return '"' + name + "\":" + text;
    }
  }

  private Json(List<Member> members) {
    this.members = members;
  }

  Json(String id, Flight flight) {
    this(
        List.of(
            new Member("id", '"' + id + '"'),
            new Member("date", '"' + flight.date() + '"'),
            new Member("delay", Integer.toString(flight.delay())),
            new Member("distance", Integer.toString(flight.distance())),
            new Member("origin", '"' + flight.origin() + '"'),
            new Member("destination", '"' + flight.destination() + '"')));
  }

  String get(String name) {
    for (Member member : members) {
      if (member.name().equals(name)) {
        return member.text();
      }
    }
    throw new IllegalArgumentException("no member " + name + " in " + members);
  }

  Json set(String name, String text) {
    return new Json(
        members.stream().map(m -> m.name().equals(name) ? new Member(name, text) : m).toList());
  }

  Json quote(String name) {
    return set(name, '"' + get(name) + '"');
  }

  Json drop(String name) {
    return new Json(members.stream().filter(m -> !m.name().equals(name)).toList());
  }

  /** One more member at the end, whether the name is there already or not. */
  Json extra(String name, String text) {
    List<Member> more = new ArrayList<>(members);
    more.add(new Member(name, text));
    return new Json(more);
  }

  String text() {
    return members.stream().map(Member::toString).collect(Collectors.joining(",", "{", "}"));
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.ISO_8859_1);
  }
}
