package patchidx.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Stack;
import picocli.CommandLine;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.UnmatchedArgumentException;

/// The arguments that make up a query, in their order. Those with a `-` in front, such as `-is:reply` and `-irq`, are
/// among them, since they exclude what follows.
final class QueryWords {
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

    /// The query.
    ///
    /// @throws UnmatchedArgumentException if one of the words was meant to be an option
    static String joined(List<String> words, CommandLine command) {
        for (String word : words) {
            if (isMisspeltOption(word, command)) {
                String option = word.startsWith("--") ? word.replaceFirst("(?s)=.*", "") : word;
                throw new UnmatchedArgumentException(command, List.of(option));
            }
        }
        return String.join(" ", words);
    }

    private static boolean isMisspeltOption(String word, CommandLine command) {
        return word.startsWith("--") || command.getCommandSpec().optionsMap().containsKey("-" + word);
    }
}
