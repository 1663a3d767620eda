package io.millrace.runtime.cli;

import io.millrace.manifest.ReservedOptions;
import io.millrace.manifest.Suggestion;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says in one line what is wrong with the arguments, what was probably meant, and where to read on.
 */
final class ArgumentAdvice {
  private ArgumentAdvice() {}

  static String of(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String help = "See '" + command.getCommandSpec().qualifiedName() + " --help'.";
    return what(failure, command) + " " + help;
  }

  /** What the word is called here, or where it belongs. */
  private static Optional<String> hint(CommandLine command, String word, boolean option) {
    if (!option) {
      return MetaflowWords.command(word);
    } else if (command.getParent() == null
        && word.startsWith("--")
        && ReservedOptions.OF_RUN.contains(word.substring(2))) {
      return Optional.of("It goes after the command: 'run " + word + "'.");
    }
    return MetaflowWords.option(word);
  }

  private static String what(ParameterException failure, CommandLine command) {
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().get(0);
      boolean option = word.startsWith("-");
      Collection<String> known =
          option
              ? command.getCommandSpec().optionsMap().keySet()
              : command.getSubcommands().keySet();
      String kind = option ? "option" : known.isEmpty() ? "operand" : "command";
      String bare = option && word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return "There is no %s '%s'.%s"
          .formatted(
              kind,
              bare,
              hint(command, bare, option)
                  .or(
                      () ->
                          Suggestion.closest(bare, known)
                              .map(name -> "Did you mean '" + name + "'?"))
                  .map(" "::concat)
                  .orElse(""));
    }
    String message =
        String.valueOf(failure.getMessage())
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst(" is not an int$", " is not a whole number. Give one such as 4.");
    String sentence = message.endsWith(".") ? message : message + ".";
    return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
  }
}
