package dev.breakwater.operators.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what a value refers to: {@code ${NAME}} and {@code ${NAME:-default}} to the environment,
 * {@code file:/path} to what the file holds. Whatever came from there is a secret.
 */
final class References {

  private static final String FILE = "file:";
  private static final String ESCAPED_FILE = "$file:";
  private static final int MAX_FILE_BYTES = 1 << 20;
  private static final Pattern REFERENCE =
      Pattern.compile("(\\$\\$\\{)|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?}|(\\$\\{)");

  private final UnaryOperator<@Nullable String> environment;
  private final List<String> problems;

  /**
   * @param environment value of a variable by its name, null where it is not set
   * @param problems where references that cannot be resolved are added
   */
  References(UnaryOperator<@Nullable String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** The value; a broken one where a reference could not be resolved. */
  Value resolve(Given given) {
    boolean secret = Secrets.isSecret(given.key());
    List<String> texts = new ArrayList<>();
    for (String raw : given.texts()) {
      try {
        Resolved resolved = resolve(raw);
        texts.add(resolved.text);
        secret |= resolved.secret;
      } catch (BrokenException e) {
        problems.add(given.key() + " " + e.getMessage() + Position.suffix(given.position()));
        return new Value(List.of(), false, true, given.position());
      }
    }
    return new Value(List.copyOf(texts), given.list(), secret, given.position());
  }

  private Resolved resolve(String raw) throws BrokenException {
    if (raw.startsWith(ESCAPED_FILE)) {
      return fromEnvironment(raw.substring(1));
    }
    Resolved text = fromEnvironment(raw);
    return raw.startsWith(FILE) ? new Resolved(fromFile(text), true) : text;
  }

  private Resolved fromEnvironment(String raw) throws BrokenException {
    StringBuilder text = new StringBuilder();
    boolean secret = false;
    Matcher reference = REFERENCE.matcher(raw);
    while (reference.find()) {
      String name = reference.group(2);
      if (reference.group(1) != null) {
        reference.appendReplacement(text, Matcher.quoteReplacement("${"));
      } else if (name == null) {
        throw new BrokenException(
            "holds a ${ that is no reference; allowed: ${NAME}, ${NAME:-default}, $${ for ${");
      } else {
        String value = environment.apply(name);
        String otherwise = reference.group(3);
        if (value == null && otherwise == null) {
          throw new BrokenException(
              "needs the environment variable " + name + ", which is not set");
        }
        secret |= value != null;
        reference.appendReplacement(
            text, Matcher.quoteReplacement(value == null ? String.valueOf(otherwise) : value));
      }
    }
    return new Resolved(reference.appendTail(text).toString(), secret);
  }

  private static String fromFile(Resolved reference) throws BrokenException {
    // A path that holds a variable's value is as secret as that value.
    String shown = reference.secret ? FILE + Secrets.MASK : Value.show(reference.text);
    try {
      Path path = Path.of(reference.text.substring(FILE.length()));
      if (!path.isAbsolute()) {
        throw new BrokenException(
            "must name an absolute path, was " + shown + "; $file: starts a plain text");
      }
      return read(path, shown);
    } catch (InvalidPathException e) {
      throw new BrokenException("does not name a path, was " + shown);
    }
  }

  private static String read(Path path, String shown) throws BrokenException {
    try (InputStream file = Files.newInputStream(path)) {
      byte[] bytes = file.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new BrokenException("names a file of more than 1 MiB, was " + shown);
      }
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      int end = text.endsWith("\n") ? text.length() - 1 : text.length();
      return text.substring(0, end > 0 && text.startsWith("\r\n", end - 1) ? end - 1 : end);
    } catch (NoSuchFileException e) {
      throw new BrokenException("names a file that does not exist, was " + shown);
    } catch (CharacterCodingException e) {
      throw new BrokenException("names a file that is not UTF-8 text, was " + shown);
    } catch (IOException e) {
      throw new BrokenException("names a file that cannot be read, was " + shown);
    }
  }

  private static final class BrokenException extends Exception {

    private static final long serialVersionUID = 1L;

    BrokenException(String wrong) {
      super(wrong, null, false, false);
    }
  }

  private record Resolved(String text, boolean secret) {
    @Override
    public String toString() {
      return Secrets.MASK;
    }
  }
}
