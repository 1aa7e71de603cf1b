package dev.mvq.repl;

import dev.mvq.dsl.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** From arguments to a call on {@link Commands}; what is wrong with them is said in one sentence, with what was probably meant. */
final class CommandLineParser {
    private final Ways ways;
    private final CommandLine line;

    CommandLineParser(Ways ways) {
        this.ways = ways;
        Streams streams = ways.streams();
        boolean colour = streams.outIsTerminal()
                && ways.folders().environment().getOrDefault("NO_COLOR", "").isEmpty();
        line = new CommandLine(new Commands(ways))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new java.io.PrintWriter(
                        streams.out(), true, streams.out().charset()))
                .setErr(new java.io.PrintWriter(
                        streams.err(), true, streams.err().charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(colour ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(100)
                .setParameterExceptionHandler((e, args) -> refused(e))
                .setExecutionExceptionHandler((e, command, parsed) -> ways.failed(e));
    }

    int execute(String[] args) {
        return line.execute(args);
    }

    private int refused(ParameterException e) {
        ways.complain(sentence(e));
        return Interpreter.REFUSED;
    }

    private String sentence(ParameterException e) {
        return switch (e) {
            case UnmatchedArgumentException unmatched -> unknown(unmatched);
            case MissingParameterException missing
            when !missing.getMissing().isEmpty()
                    && missing.getMissing().stream().allMatch(CommandLine.Model.ArgSpec::isPositional) ->
                needs(missing);
            default -> inOurWords(e);
        };
    }

    private String inOurWords(ParameterException e) {
        String message = e.getMessage() == null
                ? "wrong usage"
                : e.getMessage().replace("is not an int", "is not a whole number");
        return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
    }

    private String needs(MissingParameterException e) {
        String names = e.getMissing().stream()
                .map(CommandLine.Model.ArgSpec::paramLabel)
                .collect(Collectors.joining(" and "));
        String command = e.getCommandLine().getCommandName();
        return "%s needs %s; 'mvq %s --help' shows how".formatted(command, names, command);
    }

    private String unknown(UnmatchedArgumentException e) {
        CommandLine at = e.getCommandLine();
        String word = e.getUnmatched().getFirst();
        if (word.startsWith("-") && word.length() > 1) {
            List<String> options =
                    new ArrayList<>(at.getCommandSpec().optionsMap().keySet());
            String name = word.replaceFirst("=.*", "");
            return "unknown option '%s'%s".formatted(name, Nearest.hint(name, options));
        }
        if (at.getParent() != null) {
            return "%s does not take '%s'".formatted(at.getCommandName(), word);
        }
        return unknownCommand(word);
    }

    private String unknownCommand(String word) {
        if (word.endsWith(".mvq")) {
            return "'%s' is no command; did you mean 'mvq run %s'?".formatted(word, word);
        }
        if (word.contains(" ")) {
            return "statements stand behind -c: mvq -c \"%s\"".formatted(word);
        }
        List<String> names = new ArrayList<>(line.getSubcommands().keySet());
        String hint = Nearest.hint(word, names);
        return "unknown command '%s'%s"
                .formatted(word, hint.isEmpty() ? "; there are " + String.join(", ", names) : hint);
    }
}
