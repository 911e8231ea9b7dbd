package dev.breakwater.operators.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All fields that are asked of a document, merged into one tree that is walked along with the
 * document's tokens, so that each name of the document is looked up once.
 */
final class PointerTrie {

  private final Node root = new Node();
  private final List<Field> fields = new ArrayList<>();

  /** The field at this pointer; the same pointer always has the same field. */
  Field field(JsonPointer pointer) {
    Node node = root;
    for (String token : pointer.tokens()) {
      node = node.grow(token);
    }
    Field field = node.field;
    if (field == null) {
      field = new Field(pointer.toString());
      node.field = field;
      fields.add(field);
    }
    return field;
  }

  Node root() {
    return root;
  }

  /** In the order in which they were asked for. */
  List<Field> fields() {
    return fields;
  }

  /** A place in the documents that at least one pointer goes through or ends at. */
  static final class Node {

    private static final int NOT_A_POSITION = -1;

    private final Map<String, Node> members = new HashMap<>();
    private int[] positions = new int[0];
    private Node[] elements = new Node[0];
    private @Nullable Field field;

    @Nullable Field field() {
      return field;
    }

    @Nullable Node member(String name) {
      return members.get(name);
    }

    @Nullable Node element(int position) {
      for (int i = 0; i < positions.length; i++) {
        if (positions[i] == position) {
          return elements[i];
        }
      }
      return null;
    }

    /** A token may be a name or an array position: which, only the document tells. */
    private Node grow(String token) {
      Node known = members.get(token);
      if (known != null) {
        return known;
      }
      Node grown = new Node();
      members.put(token, grown);
      int position = position(token);
      if (position != NOT_A_POSITION) {
        int count = positions.length;
        positions = Arrays.copyOf(positions, count + 1);
        elements = Arrays.copyOf(elements, count + 1);
        positions[count] = position;
        elements[count] = grown;
      }
      return grown;
    }

    private static int position(String token) {
      boolean number = token.matches("0|[1-9][0-9]{0,8}");
      return number ? Integer.parseInt(token) : NOT_A_POSITION;
    }
  }
}
