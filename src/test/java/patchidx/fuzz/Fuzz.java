package patchidx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import patchidx.Archives;
import patchidx.Fixtures;
import patchidx.Fixtures.Contents;
import patchidx.Fixtures.Run;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.index.Ingest;
import patchidx.index.IngestReport;
import patchidx.mail.AddressParser;
import patchidx.mail.MailDate;
import patchidx.patch.PatchMail;
import patchidx.patch.Subject;
import patchidx.query.MailReference;
import patchidx.query.Query;
import patchidx.query.QueryException;
import patchidx.query.QueryParser;
import patchidx.render.Item;
import patchidx.render.OutputFormat;
import patchidx.render.Renderer;
import patchidx.render.Request;
import patchidx.render.Sink;
import patchidx.series.MailSummary;
import patchidx.series.RangeDiff;
import patchidx.series.RangePatch;
import patchidx.series.Replies;
import patchidx.series.ReviewReader;
import patchidx.series.SeriesFinder;
import patchidx.series.WorkFinder;
import patchidx.source.ArchiveFormat;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// Damages archives and mails in ways that depend on a seed alone, and looks whether all readers can take them.
final class Fuzz {
    private static final List<byte[]> PLAIN = Stream.of("archive", "dump", "mail", "mbox", "thread")
            .flatMap(folder -> Fixtures.files(folder).stream())
            .map(Fixtures::bytes)
            .filter(bytes -> bytes.length > 0 && bytes.length < Mutation.LONGEST / 2)
            .toList();

    private static final List<byte[]> PACKED = packed();

    private static final List<String> QUERIES = Stream.concat(
                    PatchField.asked().stream().map(PatchField::example),
                    Stream.of(
                            "(a OR b) NOT c",
                            "s:\"page flip\"~3 kvm_vcpu* -x",
                            "a NEAR/3 b ADJ/2 c",
                            "d:last.week.. date:..1.year.2.months.ago",
                            "date:\"Tue, 24 Sep 2019 06:41:37 +0200\" d:20190924..noon.yesterday",
                            "added:/^\\s*return (-E[A-Z]+|0);$/ version:>=2",
                            "size:1k..2M changes:>3 is:patch kind:cover"))
            .toList();

    /// Half a thing may not become a hundred of it.
    private static final int MOST_GROWTH = 60;

    private final Random random;

    private Fuzz(long seed) {
        this.random = new Random(seed);
    }

    /// Makes the input of a seed and reads it in every way.
    ///
    /// @throws AssertionError if something does not hold that must
    static void check(long seed) {
        Fuzz fuzz = new Fuzz(seed);
        byte[] input = fuzz.input();
        fuzz.readAlone(input);
        fuzz.readBetweenNeighbours(input);
        fuzz.readWords(input);
    }

    /// The input of a seed.
    static byte[] input(long seed) {
        return new Fuzz(seed).input();
    }

    private byte[] input() {
        if (random.nextInt(12) == 0) {
            return Mutation.damage(pick(PACKED), pick(PACKED), random);
        }
        byte[] mutated = Mutation.mutate(pick(PLAIN), pick(PLAIN), random);
        return random.nextInt(12) == 0 ? Mutation.damage(pack("middle", mutated), pick(PACKED), random) : mutated;
    }

    private <T> T pick(List<T> from) {
        return Mutation.pick(random, from);
    }

    private static List<byte[]> packed() {
        Random random = new Random(1);
        List<byte[]> packed = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Map<String, byte[]> files = new LinkedHashMap<>();
            for (int file = random.nextInt(4); file >= 0; file--) {
                files.put("Mail/cur/" + i + "." + file, Mutation.pick(random, PLAIN));
            }
            byte[] archive = i % 2 == 0 ? Archives.tar(files) : Archives.zip(files);
            byte[] inside = i % 3 == 0 ? archive : Mutation.pick(random, PLAIN);
            packed.add(i % 5 == 0 ? archive : Archives.compressed(compression(i), inside));
        }
        return packed;
    }

    private static String compression(int i) {
        return List.of("gz", "bzip2", "xz", "zstd").get(i % 4);
    }

    private byte[] pack(String name, byte[] content) {
        return switch (random.nextInt(5)) {
            case 0 -> Archives.tar(Map.of(name, content));
            case 1 -> Archives.zip(Map.of(name, content));
            case 2 -> Archives.compressed("bzip2", content);
            case 3 -> Archives.compressed("zstd", content);
            default -> Archives.compressed("gz", content);
        };
    }

    private void readAlone(byte[] input) {
        Contents contents = Fixtures.read(input, "input");
        look(contents.mails());
        if (contents.format() != null && ArchiveFormat.ofMails().contains(contents.format())) {
            assertThat(bytesOf(contents.mails())).as("bytes of mails").isLessThanOrEqualTo(input.length);
            look(Fixtures.read(pick(ArchiveFormat.ofMails()), input, "input").mails());
        }
    }

    private static long bytesOf(List<RawMail> mails) {
        return mails.stream().mapToLong(mail -> mail.bytes().length).sum();
    }

    private void readBetweenNeighbours(byte[] input) {
        byte[] before = neighbour("before");
        byte[] after = neighbour("after");
        byte[] archive = switch (random.nextInt(7)) {
            case 0 -> Archives.tar(files(before, input, after));
            case 1 -> Archives.zip(files(before, input, after));
            case 2 -> Archives.compressed("gz", Archives.tar(files(before, input, after)));
            case 3 -> joined("From mboxrd@z Thu Jan  1 00:00:00 1970\nX-No: 1\n", "\n", before, input, after);
            case 4 -> joined("From patchwork Tue Sep 24 06:41:37 2019\nX-No: 1\n", "\n", before, input, after);
            case 5 -> joined("From ada@example.org Tue Sep 24 06:41:37 2019\nX-No: 1\n", "\n", before, input, after);
            default ->
                joined("#### [PATCH] owl\n##### From: Ada <ada@example.org>\n\n```c\n", "```\n", before, input, after);
        };
        List<RawMail> mails = Fixtures.read(archive, "neighbours").mails();
        assertThat(mails.stream()
                        .map(mail -> text(mail.bytes()).replace("X-No: 1\n", "").stripTrailing()))
                .as("mails beside a broken one")
                .contains(text(before).stripTrailing(), text(after).stripTrailing());
        look(mails.subList(0, Math.min(3, mails.size())));
    }

    private static Map<String, byte[]> files(byte[] before, byte[] input, byte[] after) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("before.eml", before);
        files.put("input", input);
        files.put("after.eml", after);
        return files;
    }

    private static byte[] joined(String begin, String end, byte[]... mails) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] mail : mails) {
            joined.writeBytes(Archives.bytes(begin));
            joined.writeBytes(mail);
            joined.writeBytes(Archives.bytes("\n" + end));
        }
        return joined.toByteArray();
    }

    private static byte[] neighbour(String id) {
        return Archives.bytes("""
            From: Ada <ada@example.org>
            Subject: [PATCH] kite: stand %s
            Message-ID: <%s.neighbour@example.org>

            Text of a mail that is whole.
            """.formatted(id, id));
    }

    /// Reads mails and what they say of each other, and prints them.
    private void look(List<RawMail> mails) {
        List<PatchMail> patches = new ArrayList<>();
        for (RawMail mail : mails.subList(0, Math.min(20, mails.size()))) {
            Entry entry = Fixtures.entry(mail);
            look(entry, mail);
            patches.add(entry.patch());
        }
        patches.stream()
                .limit(3)
                .forEach(patch -> Replies.of(List.of(), Map.of(patch.id(), patches), Set.of())
                        .about(patch));
        new WorkFinder()
                .find(SeriesFinder.find(patches.stream().map(MailSummary::of).toList()));
        List<RangePatch> ranges = patches.stream().limit(4).map(RangePatch::of).toList();
        int half = ranges.size() / 2;
        RangeDiff.of(ranges.subList(0, half), ranges.subList(half, ranges.size()), RangeDiff.CREATION_FACTOR);
    }

    private void look(Entry entry, RawMail mail) {
        assertThat(entry.patch().id()).isNotEmpty();
        for (PatchField field : PatchField.values()) {
            field.column().value(entry);
        }
        ReviewReader.read(entry.patch(), "some@example.org");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        OutputFormat format = pick(List.of(OutputFormat.values()));
        boolean isTerminal = random.nextBoolean();
        Renderer renderer = format.renderer(new Request(new Sink(out, isTerminal, 80, isTerminal), List.of(), false));
        try {
            renderer.start("", 1);
            renderer.mail(new Item(entry, mail.bytes(), List.of()));
            renderer.end(null);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
        int read = mail.bytes().length + String.valueOf(mail.heading()).length();
        assertThat(out.size()).as("printed as %s", format).isLessThan(MOST_GROWTH * (read + 1000));
        assertThat(entry.problems()).hasSizeLessThan(100 + mail.bytes().length / 4);
    }

    /// Reads lines as what people type, and as the values of headers.
    private void readWords(byte[] input) {
        for (int i = 0; i < 4; i++) {
            String line = line(input);
            Subject subject = Subject.parse(line);
            assertThat(line.strip()).endsWith(subject.title());
            assertThat(subject.version()).isPositive();
            AddressParser.parse(line);
            MailDate.parse(line);
            MailReference.parse(line);
            ask(line);
        }
        String query = pick(QUERIES);
        ask(new String(
                Mutation.mutate(Archives.bytes(query), Archives.bytes(pick(QUERIES)), random), StandardCharsets.UTF_8));
    }

    private String line(byte[] input) {
        String text = random.nextBoolean() ? text(input) : new String(input, StandardCharsets.UTF_8);
        String[] lines = text.split("\n", -1);
        return lines[random.nextInt(lines.length)];
    }

    /// A query means something, and the same when it is written out, or is refused with a place and a hint.
    private static void ask(String text) {
        Query query = parsed(text);
        if (query != null) {
            assertThat(parsed(query.toString()))
                    .as("meaning of '%s', written out", text)
                    .isEqualTo(query);
        }
    }

    private static @Nullable Query parsed(String text) {
        try {
            return QueryParser.parse(text, Fixtures.CLOCK);
        } catch (QueryException e) {
            assertThat(e.start()).isBetween(0, e.query().length());
            assertThat(e.end()).isBetween(e.start(), e.query().length() + 1);
            assertThat(e.hint()).isNotBlank();
            return null;
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /// Has inputs ingested, as files that lie between mails that are whole, and prints all that is in the index then.
    ///
    /// @param folder empty
    /// @throws AssertionError if something does not hold that must
    static void checkIngest(Path folder, long firstSeed, int inputs) throws Exception {
        Path archive = Files.createDirectory(folder.resolve("archive"));
        String index = folder.resolve("index").toString();
        List<String> neighbours = new ArrayList<>();
        for (long seed = firstSeed; seed < firstSeed + inputs; seed++) {
            Files.write(archive.resolve(seed + ".a"), neighbour("before" + seed));
            Files.write(archive.resolve(seed + ".b"), input(seed));
            Files.write(archive.resolve(seed + ".c"), neighbour("after" + seed));
            neighbours.addAll(
                    List.of("before" + seed + ".neighbour@example.org", "after" + seed + ".neighbour@example.org"));
        }
        IngestReport report = Ingest.run(Path.of(index), List.of(archive));
        assertThat(report.problems()).extracting(Problem::kind).doesNotContain(Problem.Kind.BROKEN_MAIL);
        assertThat(report.files()).hasSize(3 * inputs);
        for (OutputFormat format : OutputFormat.values()) {
            Run run = Fixtures.run("export", "--index", index, "--format", format.label());
            assertThat(run.err()).as(format.label()).isEmpty();
            assertThat(run.status()).as(format.label()).isZero();
            if (format == OutputFormat.IDS) {
                assertThat(run.out().lines()).containsAll(neighbours);
            }
        }
        assertThat(Fixtures.run("problems", "--index", index, "--json").err()).isEmpty();
        assertThat(Fixtures.findings(Path.of(index))).isEmpty();
    }
}
