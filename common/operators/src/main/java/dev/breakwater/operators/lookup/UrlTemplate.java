package dev.breakwater.operators.lookup;

import dev.breakwater.operators.config.Settings;
import java.io.Serializable;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an answer is to be had, as a URL with variables.
 *
 * @param endpoint scheme, host and port; never has a variable
 * @param literals what stands before, between and behind the variables: one more than those
 * @param variables each a JSON pointer, or the name of an attribute
 */
record UrlTemplate(String endpoint, List<String> literals, List<String> variables)
    implements Serializable {

  private static final Pattern VARIABLE = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern ATTRIBUTE = Pattern.compile("[a-z0-9]{1,20}");
  private static final String ALLOWED =
      "http or https, a host, and a path or query with {/pointer} or {attribute}";
  private static final UrlTemplate PLACEHOLDER =
      new UrlTemplate("http://localhost", List.of("http://localhost/"), List.of());

  UrlTemplate {
    literals = List.copyOf(literals);
    variables = List.copyOf(variables);
  }

  static UrlTemplate from(Settings settings) {
    String text = settings.require(LookupOptions.URL, "http://localhost/");
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      settings.reject(LookupOptions.URL, String.valueOf(e.getMessage()), ALLOWED);
      return PLACEHOLDER;
    }
  }

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException saying what is wrong, to follow the key of the option
   */
  static UrlTemplate parse(String text) {
    List<String> literals = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    Matcher variable = VARIABLE.matcher(text);
    int at = 0;
    while (variable.find()) {
      literals.add(text.substring(at, variable.start()));
      variables.add(checked(variable.group(1)));
      at = variable.end();
    }
    literals.add(text.substring(at));
    URI uri = uri(String.join("x", literals));
    String endpoint = uri.getScheme() + "://" + uri.getRawAuthority();
    if (!variables.isEmpty() && !literals.get(0).matches(Pattern.quote(endpoint) + "[/?].*")) {
      throw new IllegalArgumentException("must not have variables before its path");
    }
    return new UrlTemplate(endpoint, literals, variables);
  }

  private static String checked(String variable) {
    boolean isPointer = variable.startsWith("/") && AnswerRules.isPointer(variable);
    if (!isPointer && !ATTRIBUTE.matcher(variable).matches()) {
      throw new IllegalArgumentException(
          "must have a JSON pointer or an attribute in braces, had {" + variable + "}");
    }
    return variable;
  }

  private static URI uri(String text) {
    try {
      URI uri = new URI(text);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw new IllegalArgumentException("must be a URL of http or https with a host");
      }
      if (uri.getRawUserInfo() != null) {
        throw new IllegalArgumentException(
            "must not hold a user; use lookup.headers.Authorization");
      }
      if (uri.getRawFragment() != null) {
        throw new IllegalArgumentException("must not have a fragment");
      }
      return uri;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("must be a URL (" + e.getReason() + ")", e);
    }
  }
}
