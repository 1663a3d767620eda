package io.millrace.runtime.locale;

/**
 * This process cannot do what it was asked for, as its locale knows only ASCII; nothing is done.
 */
public final class Utf8Needed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Utf8Needed() {
    super("text beyond ASCII needs a UTF-8 locale", null, false, false);
  }
}
