package patchidx.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Stack;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import patchidx.query.Spelling;
import picocli.CommandLine;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The arguments that make up a query, in their order. Those with a `-` in front, such as `-is:reply` and `-irq`, are
/// among them, since they exclude what follows.
final class QueryWords {
    /// What other programs call an option; ours go by their first letter.
    private static final Map<String, String> ELSEWHERE = Map.of("-n", "--limit", "-o", "> FILE");

    private static final Pattern LETTER = Pattern.compile("-[A-Za-z]");
    private static final Pattern DIGITS = Pattern.compile("-\\d{1,3}");

    private QueryWords() {}

    /// Takes one argument, whatever it begins with. Picocli itself would take `-hotplug` for `-h`.
    static final class One implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> arguments, ArgSpec words, CommandSpec command) {
            List<String> taken = new ArrayList<>(words.<List<String>>getValue());
            taken.add(arguments.pop());
            words.setValue(taken);
        }
    }

    /// The command line of a command with a query: what begins with a `-` and is no option is a part of it.
    static CommandLine asked(Object command) {
        // With -h and -V in clusters, -hotplug would be help.
        return new CommandLine(command)
                .setPosixClusteredShortOptionsAllowed(false)
                .setUnmatchedOptionsArePositionalParams(true);
    }

    /// The query. Behind `--` every word is one.
    ///
    /// @throws UnmatchedArgumentException if one of the words was meant to be an option
    static String joined(List<String> words, CommandLine command) {
        List<String> typed = command.getParseResult().originalArgs();
        int end = typed.indexOf("--");
        int certain = end < 0 ? 0 : typed.size() - end - 1;
        for (String word : words.subList(0, words.size() - certain)) {
            if (isMeantAsOption(word, command)) {
                String option = word.startsWith("--") ? word.replaceFirst("(?s)=.*", "") : word;
                throw new UnmatchedArgumentException(command, List.of(option));
            }
        }
        return String.join(" ", words);
    }

    private static boolean isMeantAsOption(String word, CommandLine command) {
        return word.startsWith("--")
                || LETTER.matcher(word).matches()
                || DIGITS.matcher(word).matches()
                || command.getCommandSpec().optionsMap().containsKey("-" + word);
    }

    /// Hints for a word that is no option: which options may be meant, and how it would be excluded from a query.
    static String optionsLike(String word, CommandLine command) {
        String name = word.split("=", 2)[0];
        List<String> options = List.copyOf(command.getCommandSpec().optionsMap().keySet());
        boolean isOfACommand = command.getSubcommands().values().stream()
                .anyMatch(later -> later.getCommandSpec().optionsMap().containsKey(name));
        if (isOfACommand) {
            return "it belongs behind the name of a command, 'patchidx COMMAND " + word + "'; ";
        }
        List<String> near;
        if (DIGITS.matcher(word).matches() && options.contains("--limit")) {
            near = List.of("--limit " + word.substring(1));
        } else if (ELSEWHERE.containsKey(word)) {
            near = Stream.of(ELSEWHERE.get(word))
                    .filter(option -> option.startsWith(">") || options.contains(option))
                    .toList();
        } else if (LETTER.matcher(word).matches()) {
            near = options.stream()
                    .filter(option -> option.startsWith("-" + word.toLowerCase(Locale.ROOT)))
                    .sorted()
                    .toList();
        } else {
            near = Spelling.nearest(name, options.stream()).stream().toList();
        }
        String guess = near.isEmpty() ? "" : "did you mean '" + String.join("' or '", near) + "'? ";
        boolean hasQuery = command.isUnmatchedOptionsArePositionalParams() && !word.startsWith("--");
        return guess + (hasQuery ? "to leave out mails with the word, NOT " + word.substring(1) + "; " : "");
    }
}
