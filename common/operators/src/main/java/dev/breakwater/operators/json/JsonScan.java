package dev.breakwater.operators.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.JsonTokenId;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.breakwater.operators.event.Reason;
import dev.breakwater.operators.event.RejectedException;
import dev.breakwater.operators.event.Utf8;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a JSON document that tells whether it is well-formed and what it has at the places
 * asked for.
 *
 * <p>Well-formed is stricter than the grammar: UTF-8 without a byte order mark, no name twice in
 * one object, not nested too deep. Numbers may have any size. Used by one thread.
 */
public final class JsonScan<P extends Place> {

  /**
   * The parser keeps thousands of names that it has met: without a bound they could fill the heap.
   */
  static final int MAX_NAME_BYTES = 1_024;

  private static final int OBJECT = -1;

  private final int maxDepth;
  private final JsonFactory factory;
  private final PointerTrie<P> trie;
  private final SeenNames seen = new SeenNames();

  /** By depth: the open container's place in the tree of pointers, if any goes there. */
  private final @Nullable PointerTrie.Node<P>[] nodes;

  /** By depth: the position of the next element of an open array, or {@link #OBJECT}. */
  private final int[] positions;

  private int depth;
  private PointerTrie.@Nullable Node<P> next;

  /**
   * @param maxDepth documents with more objects and arrays in each other are refused
   * @param places makes a place from its name, for messages
   */
  public JsonScan(int maxDepth, Function<String, P> places) {
    this.maxDepth = maxDepth;
    this.trie = new PointerTrie<>(places);
    this.nodes = nodes(maxDepth + 1);
    this.positions = new int[maxDepth + 1];
    // The size of records is bounded elsewhere, their depth below; and one producer's many names
    // must not make the table of names, which all records share, refuse those of another.
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNumberLength(Integer.MAX_VALUE)
            .maxStringLength(Integer.MAX_VALUE)
            .maxNameLength(MAX_NAME_BYTES)
            .maxNestingDepth(maxDepth + 1)
            .build();
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(constraints)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // arrays cannot be generic
  private static <P extends Place> PointerTrie.@Nullable Node<P>[] nodes(int length) {
    return new PointerTrie.Node[length];
  }

  /** The place at this pointer, to be asked for from now on; always the same one. */
  public P at(JsonPointer pointer) {
    return trie.place(pointer);
  }

  /** Goes through a document and shows its values to the places. */
  public void scan(byte[] json) throws RejectedException {
    clear();
    checkEncoding(json);
    try (JsonParser parser = factory.createParser(json)) {
      walk(parser);
    } catch (StreamConstraintsException e) {
      throw new RejectedException(
          Reason.MALFORMED, "has a name of more than " + MAX_NAME_BYTES + " bytes");
    } catch (JsonEOFException e) {
      throw malformed("is not JSON: ends too early", json.length);
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
      throw malformed("is not JSON: unexpected", at);
    } catch (IOException e) {
      throw malformed("is not JSON: unreadable", 0);
    }
  }

  private void clear() {
    depth = 0;
    next = trie.root();
    seen.reset();
    List<P> places = trie.places();
    for (int i = 0; i < places.size(); i++) {
      places.get(i).clear();
    }
  }

  private static void checkEncoding(byte[] json) throws RejectedException {
    if (!Utf8.isValid(json)) {
      throw new RejectedException(Reason.MALFORMED, "is not UTF-8");
    }
    if (json.length >= 3
        && json[0] == (byte) 0xef
        && json[1] == (byte) 0xbb
        && json[2] == (byte) 0xbf) {
      throw malformed("starts with a byte order mark", 0);
    }
  }

  private void walk(JsonParser parser) throws IOException, RejectedException {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw malformed("has no JSON value", 0);
    }
    step(token, parser);
    while (depth > 0) {
      step(parser.nextToken(), parser);
    }
    if (parser.nextToken() != null) {
      throw malformed(
          "has more than one JSON value", parser.currentTokenLocation().getByteOffset());
    }
  }

  private void step(JsonToken token, JsonParser parser) throws IOException, RejectedException {
    switch (token.id()) {
      case JsonTokenId.ID_FIELD_NAME -> name(parser);
      case JsonTokenId.ID_START_OBJECT, JsonTokenId.ID_START_ARRAY -> open(token, parser);
      case JsonTokenId.ID_END_OBJECT -> {
        seen.close();
        depth--;
      }
      case JsonTokenId.ID_END_ARRAY -> depth--;
      default -> value(token, parser);
    }
  }

  private void name(JsonParser parser) throws IOException, RejectedException {
    String name = parser.currentName();
    if (!seen.add(name)) {
      throw malformed(
          "has the same name twice in one object", parser.currentTokenLocation().getByteOffset());
    }
    PointerTrie.Node<P> object = nodes[depth];
    next = object == null ? null : object.member(name);
  }

  private void open(JsonToken token, JsonParser parser) throws IOException, RejectedException {
    PointerTrie.Node<P> node = value(token, parser);
    if (depth == maxDepth) {
      throw new RejectedException(Reason.MALFORMED, "is nested deeper than " + maxDepth);
    }
    depth++;
    nodes[depth] = node;
    if (token == JsonToken.START_OBJECT) {
      positions[depth] = OBJECT;
      seen.open();
    } else {
      positions[depth] = 0;
    }
  }

  /** Shows a value to the place that asks for it; the value's place, where pointers go there. */
  private PointerTrie.@Nullable Node<P> value(JsonToken token, JsonParser parser)
      throws IOException {
    PointerTrie.Node<P> node = place();
    if (node != null) {
      P asked = node.place();
      if (asked != null) {
        asked.meet(token, parser);
      }
    }
    return node;
  }

  private PointerTrie.@Nullable Node<P> place() {
    if (depth == 0 || positions[depth] == OBJECT) {
      return next;
    }
    PointerTrie.Node<P> array = nodes[depth];
    int position = positions[depth]++;
    return array == null ? null : array.element(position);
  }

  private static RejectedException malformed(String what, long at) {
    return new RejectedException(Reason.MALFORMED, what + ", at byte " + at);
  }
}
