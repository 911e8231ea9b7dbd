package dev.breakwater.operators.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A YAML file as flat keys. Keys may be nested, dotted or both; scalars are taken as they are
 * written, so {@code 007} stays {@code 007}. What the file says is never quoted in a problem: it
 * may be a secret.
 */
final class YamlFile {

  private final String name;
  private final Predicate<String> section;
  private final List<String> problems;
  private final Map<String, Given> flat = new LinkedHashMap<>();

  private YamlFile(String name, Predicate<String> section, List<String> problems) {
    this.name = name;
    this.section = section;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param name the file's path, as messages name it
   * @param section whether a key is the first part of others, and so may be left empty
   * @param problems where everything that is wrong with it is added
   * @return null if it cannot be used at all
   */
  static @Nullable Map<String, Given> read(
      String name, Predicate<String> section, List<String> problems) {
    YamlFile file = new YamlFile(name, section, problems);
    String text = file.text();
    return text == null || !file.flatten(text) ? null : file.flat;
  }

  /** The entries of a YAML list of scalars such as {@code [a, b]}; null if it is none. */
  static @Nullable List<String> list(String text) {
    try {
      return compose(text).map(YamlFile::scalars).orElse(null);
    } catch (YamlEngineException e) {
      return null;
    }
  }

  private @Nullable String text() {
    try {
      String text = Files.readString(Path.of(name));
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      return unusable("does not exist");
    } catch (AccessDeniedException e) {
      return unusable("may not be read by this user");
    } catch (CharacterCodingException e) {
      return unusable("is not UTF-8 text");
    } catch (IOException | InvalidPathException e) {
      return unusable("cannot be read as a file");
    }
  }

  private boolean flatten(String text) {
    try {
      Optional<Node> root = compose(text);
      if (root.isEmpty()) {
        unusable("is empty");
      } else if (root.get() instanceof MappingNode mapping) {
        flatten("", mapping);
        return true;
      } else {
        unusable("is not a mapping of keys to values");
      }
    } catch (MarkedYamlEngineException e) {
      String position =
          e.getProblemMark()
              .map(m -> " at line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
              .orElse("");
      unusable("is not valid YAML" + position + YamlAdvice.of(e));
    } catch (YamlEngineException e) {
      unusable("is not valid YAML" + YamlAdvice.of(e));
    }
    return false;
  }

  private static Optional<Node> compose(String text) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(0).build();
    return new Compose(settings).composeString(text);
  }

  private void flatten(String prefix, MappingNode mapping) {
    for (NodeTuple entry : mapping.getValue()) {
      Node key = entry.getKeyNode();
      if (key instanceof ScalarNode scalar) {
        add(prefix + scalar.getValue(), entry.getValueNode(), position(key));
      } else {
        problems.add(
            "a key must be a text, was a list or mapping" + Position.suffix(position(key)));
      }
    }
  }

  private void add(String key, Node value, String position) {
    List<String> list = scalars(value);
    if (value instanceof MappingNode mapping) {
      flatten(key + ".", mapping);
    } else if (list != null) {
      put(new Given(key, list, true, position));
    } else if (!(value instanceof ScalarNode scalar)) {
      problem(key, "must be a list of single values", position);
    } else if (!scalar.getTag().equals(Tag.NULL)) {
      put(new Given(key, List.of(scalar.getValue()), false, position));
    } else if (!section.test(key)) {
      problem(
          key, "has no value; leave the line out for the default, write \"\" for empty", position);
    }
  }

  private void put(Given given) {
    Given first = flat.putIfAbsent(given.key(), given);
    if (first != null) {
      problem(given.key(), "is given twice, first in " + first.position(), given.position());
    }
  }

  private static @Nullable List<String> scalars(Node node) {
    if (!(node instanceof SequenceNode sequence)) {
      return null;
    }
    List<String> texts = new ArrayList<>();
    for (Node entry : sequence.getValue()) {
      if (!(entry instanceof ScalarNode scalar)) {
        return null;
      }
      texts.add(scalar.getValue());
    }
    return texts;
  }

  private String position(Node node) {
    return node.getStartMark().map(m -> Position.line(name, m.getLine() + 1)).orElse(name);
  }

  private void problem(String key, String wrong, String position) {
    problems.add(key + " " + wrong + Position.suffix(position));
  }

  private @Nullable String unusable(String wrong) {
    problems.add("--config " + wrong + ", was " + Value.show(name));
    return null;
  }
}
