package dev.breakwater.operators.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All places that are asked of a document, merged into one tree that is walked along with the
 * document's tokens, so that each name of the document is looked up once.
 */
final class PointerTrie<P extends Place> {

  private final Node<P> root = new Node<>();
  private final List<P> places = new ArrayList<>();
  private final Function<String, P> maker;

  /**
   * @param maker makes a place from its name, for messages
   */
  PointerTrie(Function<String, P> maker) {
    this.maker = maker;
  }

  /** The place at this pointer; the same pointer always has the same place. */
  P place(JsonPointer pointer) {
    Node<P> node = root;
    for (String token : pointer.tokens()) {
      node = node.grow(token);
    }
    P place = node.place;
    if (place == null) {
      place = maker.apply(pointer.toString());
      node.place = place;
      places.add(place);
    }
    return place;
  }

  Node<P> root() {
    return root;
  }

  /** In the order in which they were asked for. */
  List<P> places() {
    return places;
  }

  /** A place in the documents that at least one pointer goes through or ends at. */
  static final class Node<P extends Place> {

    private static final int NOT_A_POSITION = -1;

    private final Map<String, Node<P>> members = new HashMap<>();
    private int[] positions = new int[0];
    private final List<Node<P>> elements = new ArrayList<>();
    private @Nullable P place;

    @Nullable P place() {
      return place;
    }

    @Nullable Node<P> member(String name) {
      return members.get(name);
    }

    @Nullable Node<P> element(int position) {
      for (int i = 0; i < positions.length; i++) {
        if (positions[i] == position) {
          return elements.get(i);
        }
      }
      return null;
    }

    /** A token may be a name or an array position: which, only the document tells. */
    private Node<P> grow(String token) {
      Node<P> known = members.get(token);
      if (known != null) {
        return known;
      }
      Node<P> grown = new Node<>();
      members.put(token, grown);
      int position = position(token);
      if (position != NOT_A_POSITION) {
        int count = positions.length;
        positions = Arrays.copyOf(positions, count + 1);
        positions[count] = position;
        elements.add(grown);
      }
      return grown;
    }

    private static int position(String token) {
      boolean number = token.matches("0|[1-9][0-9]{0,8}");
      return number ? Integer.parseInt(token) : NOT_A_POSITION;
    }
  }
}
