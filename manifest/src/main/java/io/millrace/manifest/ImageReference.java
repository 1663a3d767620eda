package io.millrace.manifest;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An OCI image reference, by the grammar of the distribution project's {@code reference} package.
 *
 * <p>{@link #parse} and {@link #toString} are inverse. Nothing is normalised: {@code python} stays
 * {@code python}.
 *
 * @param domain the registry, with its port if it has one; empty where none is named
 * @param path the repository
 * @param tag empty where none is given
 * @param digest {@code algorithm:hex}; empty where none is given
 */
public record ImageReference(
    Optional<String> domain, String path, Optional<String> tag, Optional<String> digest) {
  private static final int LONGEST_PATH = 255;
  private static final int LONGEST_DIGEST = "sha512:".length() + 128;
  private static final int LONGEST_SHOWN = 300;
  private static final Set<String> HUB = Set.of("docker.io", "index.docker.io");

  /** The web site of Docker's Hub, which serves no images, though many write it. */
  public static final String HUB_WEB_SITE = "hub.docker.com";

  private static final Pattern PORT = Pattern.compile(":[0-9]+$");
  private static final Pattern ADDRESS = Pattern.compile("\\[[a-fA-F0-9:]+\\]");
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");
  private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
  private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
  private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
  private static final Pattern DIGEST =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");
  private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

  /**
   * Reads {@code text}.
   *
   * @throws InvalidImageException saying which part is wrong
   */
  public static ImageReference parse(String text) throws InvalidImageException {
    int at = text.indexOf('@');
    String named = at < 0 ? text : text.substring(0, at);
    Optional<String> digest = at < 0 ? Optional.empty() : Optional.of(text.substring(at + 1));
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    String name = colon < 0 ? named : named.substring(0, colon);
    Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(named.substring(colon + 1));
    Optional<String> domain = domainOf(name);
    String path = domain.isPresent() ? name.substring(domain.get().length() + 1) : name;
    ImageReference reference = new ImageReference(domain, path, tag, digest);
    reference.check(text);
    return reference;
  }

  /**
   * Whether it names a registry as users know them: a host with a dot or a port, or localhost.
   * Docker also takes a first part with upper-case letters for one.
   */
  public boolean namesRegistry() {
    return domain
        .filter(host -> host.contains(".") || host.contains(":") || host.equals("localhost"))
        .isPresent();
  }

  /** Whether it is one of Docker's Hub, which is meant where no registry is named. */
  public boolean isOnHub() {
    return domain.map(HUB::contains).orElse(true);
  }

  /** Whether it names the web site of Docker's Hub in the place of a registry. */
  public boolean isOnHubWebSite() {
    return domain.filter(HUB_WEB_SITE::equals).isPresent();
  }

  /**
   * The same image by a name that every engine knows: on {@code docker.io}, where it is on Docker's
   * Hub by another name of that, or by the address of a page of its web site.
   */
  public ImageReference canonical() {
    boolean other = domain.isPresent() && isOnHub() && !domain.get().equals("docker.io");
    return other || isOnHubWebSite()
        ? new ImageReference(
            Optional.of("docker.io"),
            isOnHubWebSite() ? path.replaceFirst("^r/(?=.)", "") : path,
            tag,
            digest)
        : this;
  }

  /**
   * The part before the first slash is a registry if it looks like a host, as Docker decides it;
   * what looks like one but cannot be one, as {@code a.b__c}, belongs to the path.
   */
  private static Optional<String> domainOf(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String first = name.substring(0, slash);
    boolean host =
        first.indexOf('.') >= 0
            || first.indexOf(':') >= 0
            || first.equals("localhost")
            || first.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
    boolean isPath =
        !isDomain(first) && (name.length() > LONGEST_PATH || PATH.matcher(name).matches());
    return host && !isPath ? Optional.of(first) : Optional.empty();
  }

  /** Label by label: a pattern for all of them would need as much of the stack as there are. */
  private static boolean isDomain(String text) {
    String host = PORT.matcher(text).replaceFirst("");
    return ADDRESS.matcher(host).matches()
        || Stream.of(host.split("\\.", -1)).allMatch(label -> LABEL.matcher(label).matches());
  }

  /** The length that Docker limits: that of the repository as DockerHub's full names have it. */
  private int repositoryLength() {
    boolean official = path.indexOf('/') < 0 && isOnHub();
    return path.length() + (official ? "library/".length() : 0);
  }

  private void check(String text) throws InvalidImageException {
    if (text.isBlank() || text.chars().anyMatch(c -> c <= ' ')) {
      throw bad(text, "it is empty or has a space in it. Write it as in \"acme/trainer:1.4\"");
    } else if (repositoryLength() > LONGEST_PATH) {
      throw bad(text, "its repository has " + path.length() + " characters. Use 247 at most");
    } else if (domain.isPresent() && !isDomain(domain.get())) {
      throw bad(
          text, shown(domain.get()) + " is not a valid registry. Write it as HOST or HOST:PORT");
    } else if (!PATH.matcher(path).matches()) {
      throw bad(text, pathAdvice());
    } else if (tag.isPresent() && !TAG.matcher(tag.get()).matches()) {
      throw bad(
          text,
          shown(tag.get())
              + " is not a valid tag. Use letters, digits, '_', '.' and '-', 128 at most, not starting with '.' or '-'");
    } else if (digest.isPresent() && !legalDigest(digest.get())) {
      throw bad(
          text,
          shown(digest.get())
              + " is not a valid digest. Write it as sha256: and 64 lower-case hexadecimal digits");
    } else if (IDENTIFIER.matcher(text).matches()) {
      throw bad(text, "64 hexadecimal digits are an image's id, not its name. Give its name");
    }
  }

  private String pathAdvice() {
    return path.chars().anyMatch(Character::isUpperCase)
        ? "a repository is in lower case. Write '" + inLowerCase() + "'"
        : shown(path)
            + " is not a valid repository. Use lower-case letters and digits, with single '.', '_', '-' or '/' between them";
  }

  private static boolean legalDigest(String digest) {
    if (digest.length() > LONGEST_DIGEST || !DIGEST.matcher(digest).matches()) {
      return false;
    }
    String hex = digest.substring(digest.indexOf(':') + 1);
    int length =
        switch (digest.substring(0, digest.indexOf(':'))) {
          case "sha256" -> 64;
          case "sha384" -> 96;
          case "sha512" -> 128;
          default -> -1;
        };
    return length == hex.length()
        && hex.chars().allMatch(c -> Character.digit(c, 16) >= 0 && !Character.isUpperCase(c));
  }

  /** In quotes, as messages show it: what is very long is cut. */
  static String shown(String text) {
    boolean all = text.length() <= LONGEST_SHOWN;
    return "'" + (all ? text : text.substring(0, LONGEST_SHOWN) + "...") + "'";
  }

  private static InvalidImageException bad(String text, String why) {
    return new InvalidImageException(
        text, shown(text) + " is not a valid image reference: " + why + ".");
  }

  /** With registry and repository in lower case; a tag may have letters of both. */
  public ImageReference inLowerCase() {
    return new ImageReference(
        domain.map(host -> host.toLowerCase(Locale.ROOT)),
        path.toLowerCase(Locale.ROOT),
        tag,
        digest);
  }

  /** Registry and repository. */
  public String name() {
    return domain.map(host -> host + "/" + path).orElse(path);
  }

  @Override
  public String toString() {
    return name()
        + tag.map(each -> ":" + each).orElse("")
        + digest.map(each -> "@" + each).orElse("");
  }
}
