package patchidx.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import patchidx.Fixtures;
import patchidx.field.Flag;
import patchidx.field.PatchField;
import patchidx.render.OutputFormat;
import patchidx.source.ArchiveFormat;
import patchidx.source.Problem;
import picocli.CommandLine;

/// The pages of docs/reference that are made from tables of the program.
class ReferenceTest {
    @Test
    void theFieldsPageSaysWhatTheTableSays() throws IOException {
        assertPage(
                "fields",
                "`PatchField` and `Flag`",
                "# Fields\n\nWhat a query can name, and what JSON calls it.\n\n"
                        + table(
                                List.of(PatchField.values()),
                                List.of("field", "aliases", "type", "JSON key", "meaning", "example"),
                                field -> List.of(
                                        field.column().isAsked() ? code(field.label()) : "",
                                        field.aliases().stream()
                                                .map(ReferenceTest::code)
                                                .collect(Collectors.joining(", ")),
                                        field.column().typeName(),
                                        code(field.jsonKey()),
                                        field.help(),
                                        code(field.example())))
                        + "\nA field of type `fact` is printed and cannot be asked for; one without a JSON key is asked"
                        + " and not printed.\n" + FieldsCommand.OTHER_TRAILERS.replaceAll("[a-z-]+:[a-z*]+", "`$0`")
                        + ".\n\n## `is:`\n\n"
                        + table(
                                List.of(Flag.values()),
                                List.of("flag", "meaning"),
                                flag -> List.of(code("is:" + flag.label()), flag.help())));
    }

    @Test
    void theProblemsPageSaysWhatTheTableSays() throws IOException {
        assertPage(
                "problems",
                "`Problem.Kind`",
                "# Problems\n\nWhat can be odd about input. `ingest` reports it, `problem:KIND` finds the mails.\n\n"
                        + table(
                                List.of(Problem.Kind.values()),
                                List.of("kind", "effect", "meaning"),
                                kind -> List.of(
                                        code(kind.label()),
                                        switch (kind.effect()) {
                                            case NOTED -> "nothing is lost";
                                            case PARTLY -> "a part of the mail could not be understood";
                                            case LOST -> "these bytes are not in the index";
                                        },
                                        kind.help())));
    }

    @Test
    void theFormatsPageSaysWhatTheTablesSay() throws IOException {
        assertPage(
                "formats",
                "`ArchiveFormat` and `OutputFormat`",
                "# Formats\n\n## What is read\n\nFormats are recognised by content, in this order.\n\n"
                        + table(
                                List.of(ArchiveFormat.values()),
                                List.of("format", "meaning"),
                                format -> List.of(code(format.label()), format.help()))
                        + "\n## What is printed\n\nWith `--format`.\n\n"
                        + table(
                                List.of(OutputFormat.values()),
                                List.of("format", "meaning"),
                                format -> List.of(code(format.label()), format.help())));
    }

    @Test
    void theExitStatusPageSaysWhatTheTableSays() throws IOException {
        assertPage(
                "exit-status",
                "`ExitStatus`",
                "# Exit status\n\n"
                        + table(
                                List.of(ExitStatus.values()),
                                List.of("status", "meaning"),
                                status -> List.of(String.valueOf(status.code()), status.help())));
    }

    @Test
    void theCommandsPageShowsTheHelpOfEveryCommand() throws IOException {
        StringBuilder page = new StringBuilder("# Commands\n");
        addHelp(commandLine(), page);
        assertPage("commands", "the help of each command", page.toString());
    }

    @Test
    void everyCommandSaysWhatItIsForAndWhatEachOptionDoes() {
        assertThat(commandLine().getSubcommands().values()).isNotEmpty().allSatisfy(command -> {
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as(command.getCommandName())
                    .isNotEmpty();
            assertThat(command.getCommandSpec().args())
                    .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
        });
    }

    @Test
    void helpGoesWhereTheConsoleSays() {
        assertThat(Fixtures.run("search", "--help").out())
                .startsWith("Usage: patchidx search")
                .contains("patchidx search vfio irq");
    }

    @Test
    void fieldsListsEveryValueThatIsTakes() {
        String values = Fixtures.run("search", "--explain", "is:nothing").err();
        List<String> listed = Fixtures.run("fields")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("is:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .map(line -> line.strip().split(" ", 2)[0])
                .toList();
        assertThat(values).contains("hint: one of " + String.join(", ", listed) + "\n");
    }

    private static void addHelp(CommandLine commandLine, StringBuilder page) {
        page.append("\n## `")
                .append(commandLine.getCommandSpec().qualifiedName())
                .append("`\n\n```text\n")
                .append(commandLine.getUsageMessage(CommandLine.Help.Ansi.OFF).replaceAll("[ \\t]+\\n", "\n"))
                .append("```\n");
        commandLine.getSubcommands().values().forEach(command -> addHelp(command, page));
    }

    private static CommandLine commandLine() {
        PrintStream err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return PatchidxCommand.commandLine(new Console(
                InputStream.nullInputStream(), OutputStream.nullOutputStream(), err, Map.of(), Fixtures.CLOCK));
    }

    private static void assertPage(String name, String madeFrom, String text) throws IOException {
        Fixtures.assertGolden(
                Fixtures.BASE.resolve("docs/reference/" + name + ".md"),
                "<!-- Made from " + madeFrom + " by ReferenceTest; -Dgolden=update writes it anew. -->\n\n" + text);
    }

    private static <T> String table(List<T> rows, List<String> heading, Function<T, List<String>> cells) {
        return Stream.concat(
                        Stream.of(heading, heading.stream().map(cell -> "---").toList()),
                        rows.stream().map(cells))
                .map(row -> row.stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |\n")))
                .collect(Collectors.joining());
    }

    private static String code(String text) {
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
