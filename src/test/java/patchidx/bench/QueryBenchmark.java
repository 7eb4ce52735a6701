package patchidx.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import patchidx.index.IndexProblem;
import patchidx.index.Ingest;
import patchidx.index.PatchIndex;
import patchidx.query.Collapse;
import patchidx.query.Facet;
import patchidx.query.Order;
import patchidx.query.QueryException;
import patchidx.query.Search;
import patchidx.source.ArchiveReader;
import patchidx.source.ArchiveSink;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// How long a query takes in a running process, on 100,000 mails: those of an archive, as often as it takes.
///
///     PATCHIDX_CORPUS=/path/of/an/mbox mvn -q test-compile exec:exec@bench
///
/// The median is the line `p0.50`. The index stays in target/bench; without that folder it is made anew.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 4)
@Measurement(iterations = 2, time = 3)
public class QueryBenchmark {
    private static final int MAILS = 100_000;
    private static final Path FOLDER = Path.of(System.getProperty("patchidx.bench", "target/bench"));

    /// A header that names mails.
    private static final Pattern IDS =
            Pattern.compile("(?im)^(?:message-id|in-reply-to|references):.*(?:\\r?\\n[ \\t].*)*");

    private PatchIndex index;
    private Search search;

    /// Makes the index if there is none, then measures.
    ///
    /// @param arguments regular expressions of what to measure; all if there are none
    public static void main(String[] arguments) throws IOException, IndexProblem, RunnerException {
        if (!Files.exists(FOLDER.resolve("index"))) {
            makeIndex();
        }
        OptionsBuilder options = new OptionsBuilder();
        List<String> wanted = arguments.length == 0 ? List.of("QueryBenchmark") : List.of(arguments);
        wanted.forEach(options::include);
        new Runner(options.jvmArgsAppend("--enable-native-access=ALL-UNNAMED").build()).run();
    }

    private static void makeIndex() throws IOException, IndexProblem {
        String corpus = System.getenv("PATCHIDX_CORPUS");
        if (corpus == null) {
            throw new IOException("PATCHIDX_CORPUS names no archive of mails to measure with");
        }
        List<RawMail> mails = read(Path.of(corpus));
        Files.createDirectories(FOLDER);
        Path many = FOLDER.resolve("many.mbox");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(many))) {
            for (int i = 0; i < MAILS; i++) {
                write(mails.get(i % mails.size()), i / mails.size(), out);
            }
        }
        Ingest.run(FOLDER.resolve("new"), List.of(many));
        Files.move(FOLDER.resolve("new"), FOLDER.resolve("index"));
        Files.delete(many);
    }

    private static List<RawMail> read(Path archive) throws IOException {
        List<RawMail> mails = new ArrayList<>();
        ArchiveSink sink = new ArchiveSink() {
            @Override
            public void mail(RawMail mail) {
                mails.add(mail);
            }

            @Override
            public void problem(Problem problem) {
                // Odd mails are mails too.
            }
        };
        try (var files = Files.walk(archive)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                ArchiveReader.read(null, file, file.toString(), sink);
            }
        }
        return mails;
    }

    /// Writes a mail with ids of its own, as part of an mbox.
    private static void write(RawMail mail, int copy, OutputStream out) throws IOException {
        String text = new String(mail.bytes(), StandardCharsets.ISO_8859_1);
        int end = Math.max(text.indexOf("\n\n"), 0);
        String headers = IDS.matcher(text.substring(0, end))
                .replaceAll(ids -> Matcher.quoteReplacement(ids.group().replace("@", "." + copy + "@")));
        String body = text.substring(end).replaceAll("(?m)^(>*From )", ">$1");
        String quoted = "From mboxrd@z Thu Jan  1 00:00:00 1970\n" + headers + body + "\n\n";
        out.write(quoted.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Setup
    public void open() throws IOException, IndexProblem {
        index = PatchIndex.open(FOLDER.resolve("index"));
        search = new Search(index, Clock.systemUTC());
    }

    @TearDown
    public void close() throws IOException {
        index.close();
    }

    private List<Search.Hit> page(String query, String order) throws IOException, QueryException {
        Search.Page page = new Search.Page(Order.named(order).orElseThrow(), 0, 20, null, Collapse.NOTHING);
        return search.page(search.parse(query), page).orElseThrow().hits();
    }

    private Search.Counts counts(String query, String facet) throws IOException, QueryException {
        return search.count(search.parse(query), List.of(Facet.parse(facet).orElseThrow()));
    }

    @Benchmark
    public Object commonWord() throws IOException, QueryException {
        return page("patch", "relevance");
    }

    @Benchmark
    public Object twoWords() throws IOException, QueryException {
        return page("fix memory", "relevance");
    }

    @Benchmark
    public Object field() throws IOException, QueryException {
        return page("subject:fix", "relevance");
    }

    @Benchmark
    public Object phrase() throws IOException, QueryException {
        return page("\"page table\"", "relevance");
    }

    @Benchmark
    public Object identifier() throws IOException, QueryException {
        return page("kvm_vcpu_init", "relevance");
    }

    @Benchmark
    public Object patternInAField() throws IOException, QueryException {
        return page("subject:timer*", "relevance");
    }

    @Benchmark
    public Object datesNewestFirst() throws IOException, QueryException {
        return page("date:2000..2030", "-date");
    }

    @Benchmark
    public Object folderNewestFirst() throws IOException, QueryException {
        return page("file:virt/ is:patch", "-date");
    }

    @Benchmark
    public Object byAuthor() throws IOException, QueryException {
        return counts("is:patch", "author");
    }

    @Benchmark
    public Object byMonth() throws IOException, QueryException {
        return counts("*", "date:month");
    }

    @Benchmark
    public Object byFolder() throws IOException, QueryException {
        return counts("is:patch", "file:2");
    }
}
