package patchidx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.cli.Console;
import patchidx.cli.PatchidxCommand;
import patchidx.field.Entry;
import patchidx.index.IndexCheck;
import patchidx.index.IndexProblem;
import patchidx.mail.MailReader;
import patchidx.patch.PatchReader;
import patchidx.render.Item;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import patchidx.render.Request;
import patchidx.render.Sink;
import patchidx.source.ArchiveFormat;
import patchidx.source.ArchiveReader;
import patchidx.source.ArchiveSink;
import patchidx.source.Location;
import patchidx.source.Problem;
import patchidx.source.RawMail;
import patchidx.source.UnreadableException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/// What all tests share: the files of `testdata`, reading them, golden files, and running a command in this process.
public final class Fixtures {
    /// The folder of the project.
    public static final Path BASE = Path.of(System.getProperty("patchidx.basedir", ""));

    /// When all tests with dates take place: a Friday.
    public static final Clock CLOCK = Clock.fixed(Instant.parse("2019-10-18T12:30:00Z"), ZoneOffset.UTC);

    private static final JsonMapper JSON = new JsonMapper();
    private static final ObjectWriter PRETTY = JSON.writer()
            .with(new DefaultPrettyPrinter()
                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                    .withArrayIndenter(new DefaultIndenter("  ", "\n")));

    private Fixtures() {}

    /// What lies in a file.
    ///
    /// @param format null if the file holds no mail
    public record Contents(@Nullable ArchiveFormat format, List<RawMail> mails, List<Problem> problems) {}

    /// How a command ended and what it printed.
    public record Run(int status, String out, String err) {}

    /// All files in a folder of `testdata` and below it, sorted, without golden ones.
    public static List<Path> files(String folder) {
        try (Stream<Path> files = Files.walk(BASE.resolve("testdata").resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The files that hold mail.
    public static List<Path> mailFiles() {
        return Stream.of("mail", "dump", "mbox", "archive")
                .flatMap(folder -> files(folder).stream())
                .filter(file -> !read(file).mails().isEmpty())
                .toList();
    }

    /// The path from the folder of the project, with slashes, so that it is the same on every machine.
    public static String relative(Path file) {
        return BASE.relativize(file).toString().replace('\\', '/');
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Contents read(Path file) {
        return read(bytes(file), relative(file));
    }

    public static Contents read(byte[] bytes, String path) {
        return read(null, bytes, path);
    }

    /// Reads bytes as if they were a file.
    ///
    /// @param format the format that the mails lie in; null to tell it from the bytes
    public static Contents read(@Nullable ArchiveFormat format, byte[] bytes, String path) {
        List<RawMail> mails = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ArchiveSink sink = new ArchiveSink() {
            @Override
            public void mail(RawMail mail) {
                mails.add(mail);
            }

            @Override
            public void problem(Problem problem) {
                problems.add(problem);
            }
        };
        try (InputStream in = new ByteArrayInputStream(bytes)) {
            return new Contents(ArchiveReader.read(format, in, path, sink).orElse(null), mails, problems);
        } catch (UnreadableException e) {
            problems.add(new Problem(e.kind(), new Location(path, bytes.length, 0), String.valueOf(e.getMessage())));
            return new Contents(null, mails, problems);
        } catch (IOException e) {
            throw new UncheckedIOException("keeping what was read cannot fail", e);
        }
    }

    public static Entry entry(RawMail raw) {
        var mail = MailReader.read(raw);
        return new Entry(PatchReader.read(mail), List.of(raw.location()), mail.problems(), null, null);
    }

    /// All mails of a file.
    public static List<Entry> entries(Path file) {
        return read(file).mails().stream().map(Fixtures::entry).toList();
    }

    /// A fixture that is one mail.
    public static Entry entry(String path) {
        List<Entry> entries = entries(BASE.resolve("testdata").resolve(path));
        assertThat(entries).as(path).hasSize(1);
        return entries.getFirst();
    }

    public static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    public static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /// The JSON object of a mail, as commands print it.
    public static JsonNode json(Entry entry) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Renderer renderer = OutputFormat.JSONL.renderer(new Request(new Sink(out, false, 80, false), List.of(), false));
        try {
            renderer.start("", 1);
            renderer.mail(new Item(entry, new byte[0], List.of()));
            renderer.end(null);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        return json(out.toString(StandardCharsets.UTF_8));
    }

    public static String pretty(JsonNode json) {
        return PRETTY.writeValueAsString(json) + "\n";
    }

    /// Compares with a file of the project, or writes it anew with `-Dgolden=update`.
    public static void assertGolden(Path file, String actual) throws IOException {
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, actual);
        }
        assertThat(file)
                .as("-Dgolden=update writes %s anew; read the difference then", relative(file))
                .exists()
                .hasContent(actual);
    }

    /// What is wrong with the index in a folder.
    public static List<String> findings(Path index) throws IOException {
        List<String> findings = new ArrayList<>();
        try {
            IndexCheck.run(index, Duration.ZERO, findings::add);
        } catch (IndexProblem e) {
            findings.add(e.getMessage());
        }
        return findings;
    }

    /// Runs a command line in this process, with its output going to a pipe or file.
    public static Run run(String... arguments) {
        return run(Map.of(), arguments);
    }

    /// The body of a mail with a patch that adds a line to a file.
    ///
    /// @param trailers of its message, each ended by a line feed
    public static String patch(String trailers, String file, String line) {
        return """
            Because.

            %3$s---
             %1$s | 1 +
             1 file changed, 1 insertion(+)

            diff --git a/%1$s b/%1$s
            index 1111111..2222222 100644
            --- a/%1$s
            +++ b/%1$s
            @@ -1,2 +1,3 @@
             one
            +%2$s
             two
            """.formatted(file, line, trailers);
    }

    /// Runs a command line in this process, in an environment.
    ///
    /// @param environment as the launcher hands it over, with `PATCHIDX_TERMINAL` where there is one
    public static Run run(Map<String, String> environment, String... arguments) {
        return run(new ByteArrayOutputStream(), environment, arguments);
    }

    /// Runs a command line that reads standard input.
    public static Run runWith(String input, String... arguments) {
        InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return run(in, new ByteArrayOutputStream(), Map.of(), arguments);
    }

    /// What a command prints, byte for byte.
    public static byte[] output(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(run(out, Map.of(), arguments).err()).isEmpty();
        return out.toByteArray();
    }

    private static Run run(ByteArrayOutputStream out, Map<String, String> environment, String... arguments) {
        return run(InputStream.nullInputStream(), out, environment, arguments);
    }

    private static Run run(
            InputStream in, ByteArrayOutputStream out, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status;
        try (PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            status = PatchidxCommand.run(new Console(in, out, errors, environment, CLOCK), arguments);
        }
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
