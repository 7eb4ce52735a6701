package patchidx.render;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import patchidx.Fixtures;
import patchidx.mail.MailReader;
import patchidx.patch.Git;
import patchidx.patch.PatchReader;
import patchidx.patch.Trailer;
import patchidx.series.RandomSeries;
import patchidx.source.RawMail;

/// What `git am` makes of our mails: the trees, authors, dates and messages of the commits that the mails were made of.
class AmMailGitTest {
    private static final int SEEDS = Integer.getInteger("patchidx.seeds", 6);
    private static final String LOG = "--format=%T %an <%ae> %ad%n%B";

    @TempDir
    private Path folder;

    private Git git;

    @BeforeAll
    static void gitIsInstalled() {
        assumeTrue(Git.isInstalled(), "no git on the PATH to apply mails with");
    }

    @BeforeEach
    void makeRepository() throws IOException {
        git = new Git(folder.resolve("tree"));
    }

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void appliesRandomSeries(int seed) throws IOException {
        RandomSeries.create(seed, git);
        git.run("git", "format-patch", "-q", "-o", "../mails", "base..v2");
        assertThat(applied("base", List.of(), UnaryOperator.identity())).isEqualTo(log("base..v2"));
    }

    /// How a mail may travel.
    ///
    /// @param options of git format-patch
    record Way(String name, List<String> options, UnaryOperator<byte[]> change) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("as git writes it", List.of(), UnaryOperator.identity()),
                new Way("as base64", List.of(), AmMailGitTest::base64),
                new Way("as quoted-printable", List.of(), AmMailGitTest::quotedPrintable),
                new Way("with the patch attached", List.of("--attach"), UnaryOperator.identity()),
                new Way("with the patch inline", List.of("--inline"), UnaryOperator.identity()),
                new Way("by another sender", List.of("--from=List <list@example.net>"), UnaryOperator.identity()),
                new Way(
                        "in a reply",
                        List.of("--subject-prefix=RFC PATCH net-next", "-v3"),
                        mail -> replaced(mail, "\nSubject: [", "\nSubject: Re: [")),
                new Way("with copies found", List.of("-C", "--find-copies-harder"), UnaryOperator.identity()),
                new Way("without prefixes", List.of("--full-index", "-U1"), UnaryOperator.identity()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    void appliesWhateverFilesHold(Way way) throws IOException {
        createOddFiles();
        List<String> command = new ArrayList<>(List.of("git", "format-patch", "-q", "-o", "../mails"));
        command.addAll(way.options);
        command.add("base..odd");
        git.run(command.toArray(String[]::new));
        assertThat(applied("base", List.of(), way.change)).isEqualTo(log("base..odd"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"crlf", "flowed", "flowed-delsp"})
    void undoesWhatMailersDo(String mailer) throws IOException {
        start();
        write("kite.c", "one\ntwo\n three\nfour\n", UTF_8);
        commit("Grüße: add a file\n\nA long line of the message that a mailer would like to break somewhere.\n");
        write("kite.c", "one\n2\n three\nFrom four\n\nmore\n", UTF_8);
        commit("change it");
        git.run("git", "branch", "plain");
        git.run("git", "format-patch", "-q", "-o", "../mails", "base..plain");
        UnaryOperator<byte[]> change = switch (mailer) {
            case "crlf" -> mail -> replaced(mail, "\n", "\r\n");
            case "flowed" -> mail -> flowed(mail, "format=flowed", "");
            default -> mail -> flowed(mail, "format=flowed; delsp=yes", " ");
        };
        assertThat(applied("base", List.of(), change)).isEqualTo(log("base..plain"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "[PATCH 1/2] [RFC] kite: title",
                "[PATCH][net-next] kite: title",
                "Re: [PATCH] Re: kite: title",
                "[PATCH v2] : kite: [net] title",
                "kite: title",
                "[PATCH] release: title",
                "=?UTF-8?q?[PATCH]_Gr=C3=BC=C3=9Fe_=3D=3F_from?=",
                "=?ISO-8859-1?Q?[PATCH]_Gr=FC=DFe?= =?ISO-8859-1?Q?_und_mehr?=",
                "[PATCH] a very long title that goes on and on\n and is folded, because it is much longer than a line"
            })
    void leavesOfASubjectWhatGitLeaves(String subject) throws IOException {
        start();
        write("kite.c", "one\n", UTF_8);
        commit("title");
        git.run("git", "format-patch", "-q", "-o", "../mails", "base..HEAD");
        UnaryOperator<byte[]> change = mail -> replaced(mail, "\nSubject: [PATCH] title", "\nSubject: " + subject);
        for (Path file : mails()) {
            Files.write(file, change.apply(Files.readAllBytes(file)));
        }
        git.run("git", "checkout", "-q", "-b", "git", "base");
        git.run("git", "am", "-q", mails().getFirst().toString());
        assertThat(applied("base", List.of(), UnaryOperator.identity())).isEqualTo(log("base..git"));
    }

    @Test
    void addsTrailersAsInterpretTrailersDoes() throws IOException {
        createOddFiles();
        git.run("git", "format-patch", "-q", "-o", "../mails", "base..odd");
        List<Trailer> trailers = List.of(
                new Trailer("Reviewed-by", "Grüne Ünal <gruene@example.org>"),
                new Trailer("Acked-by", "李远明 <li@example.net>"),
                new Trailer("Reviewed-by", "Grüne Ünal <gruene@example.org>"));
        String log = applied("base", trailers, UnaryOperator.identity());
        git.run(
                "git",
                "filter-branch",
                "-f",
                "--msg-filter",
                "git interpret-trailers --no-divider --if-exists addIfDifferent --trailer '"
                        + trailers.get(0).name() + ": " + trailers.get(0).value() + "' --trailer '"
                        + trailers.get(1).name() + ": " + trailers.get(1).value() + "'",
                "base..odd");
        assertThat(log).isEqualTo(log("base..odd"));
    }

    @Test
    void noLineLooksLikeTheStartOfAMail() throws IOException {
        createOddFiles();
        git.run("git", "format-patch", "-q", "-o", "../mails", "base..odd");
        for (Path file : mails()) {
            assertThat(new String(mail(file, List.of(), UnaryOperator.identity()), ISO_8859_1).split("\n", 2)[1])
                    .doesNotContainPattern("(?m)^>*From ")
                    .doesNotContain("\r");
        }
    }

    /// Files with everything that is hard on mail.
    private void createOddFiles() throws IOException {
        start();
        write("dos.txt", "one\r\ntwo\r\nthree\r\n", UTF_8);
        write("latin1.txt", "Gr\u00fc\u00dfe\nzwei\n", ISO_8859_1);
        write("long.txt", "x".repeat(2000) + "\nFrom ada@example.org Tue Sep 24 06:41:37 2019\n", UTF_8);
        write("plain.c", "int a;\nint b;\nint c;\nint d;\nint e;\nint f;\n", UTF_8);
        commit("add files\n\nFrom here on all is odd.\n>From the start it was.\n");
        write("dos.txt", "one\r\n2\r\nthree\nfour\r\n", UTF_8);
        write("latin1.txt", "Gr\u00fc\u00dfe\nZw\u00f6i\n", ISO_8859_1);
        write("long.txt", "y" + "x".repeat(2000) + "\nFrom the top\n>From it\n-- \n\u0001\ttab \t\n", UTF_8);
        commit("Grüße: change them 漢字, and write about it in a title that is longer than a line of a header should be"
                + "\n\nMit Grüßen\n\nSigned-off-by: Jürgen Wintér <j@example.org>\n");
        git.run("git", "mv", "plain.c", "moved file.c");
        write("Grüße.c", "int a;\nint b;\nint c;\nint d;\nint e;\nint x;\n", UTF_8);
        commit("move one, copy one\n\nText.\n\n[ada: no trailer]\nSigned-off-by: Ada <ada@example.org>");
        write("blob", "\0\1\2" + "binary".repeat(100), ISO_8859_1);
        Files.createSymbolicLink(git.folder().resolve("link"), Path.of("latin1.txt"));
        commit("binary\n\nReviewed-by: Grüne Ünal <gruene@example.org>");
        write("blob", "\0\1\3" + "binary".repeat(100), ISO_8859_1);
        Files.setPosixFilePermissions(git.folder().resolve("latin1.txt"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write("empty", "", UTF_8);
        commit("modes: and an empty file\n\nReviewed-by: grüne ünal <gruene@example.org>\n  (folded)\n");
        Files.delete(git.folder().resolve("long.txt"));
        write("latin1.txt", "no line feed", ISO_8859_1);
        commit("delete");
        git.run("git", "branch", "odd");
    }

    private void start() throws IOException {
        git.run("git", "init", "-q");
        git.run("git", "config", "user.name", "Jürgen O'Wintér, Dr");
        git.run("git", "config", "user.email", "juergen@example.org");
        write("base.txt", "base\n", UTF_8);
        commit("base");
        git.run("git", "branch", "base");
    }

    private void write(String name, String content, Charset charset) throws IOException {
        Files.write(git.folder().resolve(name), content.getBytes(charset));
    }

    private void commit(String message) {
        git.run("git", "add", "--all");
        Git.Result result = git.tryRun(message, "git", "commit", "-q", "-F", "-", "--date=2019-09-24T06:41:37+0530");
        assertThat(result.status()).isZero();
    }

    /// What `git am` makes of the mails on top of a branch.
    private String applied(String branch, List<Trailer> trailers, UnaryOperator<byte[]> change) throws IOException {
        ByteArrayOutputStream mbox = new ByteArrayOutputStream();
        for (Path file : mails()) {
            mbox.writeBytes(mail(file, trailers, change));
        }
        Path file = folder.resolve("series.mbox");
        Files.write(file, mbox.toByteArray());
        git.run("git", "checkout", "-q", "-B", "applied", branch);
        git.run("git", "am", "-q", file.toString());
        return log(branch + "..applied");
    }

    private static byte[] mail(Path file, List<Trailer> trailers, UnaryOperator<byte[]> change) throws IOException {
        RawMail raw = Fixtures.read(change.apply(Files.readAllBytes(file)), "mail")
                .mails()
                .getFirst();
        return AmMail.of(PatchReader.read(MailReader.read(raw)), raw.bytes(), trailers);
    }

    private List<Path> mails() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("mails"))) {
            return files.sorted().toList();
        }
    }

    private String log(String range) {
        return git.run("git", "log", "--reverse", LOG, range);
    }

    private static byte[] replaced(byte[] mail, String from, String to) {
        return new String(mail, ISO_8859_1)
                .replace(from, new String(to.getBytes(UTF_8), ISO_8859_1))
                .getBytes(ISO_8859_1);
    }

    private static byte[] base64(byte[] mail) {
        return encoded(mail, "base64", body -> Base64.getMimeEncoder().encode(body));
    }

    private static byte[] quotedPrintable(byte[] mail) {
        return encoded(mail, "quoted-printable", QuotedPrintable::encode);
    }

    /// The mail with its body in another transfer encoding.
    private static byte[] encoded(byte[] mail, String encoding, UnaryOperator<byte[]> encoder) {
        String text = new String(mail, ISO_8859_1);
        int body = text.indexOf("\n\n") + 2;
        String headers = text.substring(0, body)
                .replaceAll("(?m)^(MIME-Version|Content-Type|Content-Transfer-Encoding):.*\\n", "");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((headers.stripTrailing() + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
                        + "Content-Transfer-Encoding: " + encoding + "\n\n")
                .getBytes(ISO_8859_1));
        out.writeBytes(encoder.apply(Arrays.copyOfRange(mail, body, mail.length)));
        return out.toByteArray();
    }

    /// The mail as a mailer sends it that breaks lines behind blanks (RFC 3676).
    private static byte[] flowed(byte[] mail, String format, String blank) {
        String text = new String(mail, UTF_8);
        int body = text.indexOf("\n\n") + 2;
        String headers = text.substring(0, body)
                .replaceAll("(?m)^(MIME-Version|Content-Type|Content-Transfer-Encoding):.*\\n", "");
        String lines = text.substring(body)
                .replaceAll("(?m)^(?= |From )", " ")
                .replace("that a mailer", "that " + blank + "\na mailer");
        return (headers.stripTrailing() + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8; " + format
                        + "\nContent-Transfer-Encoding: 8bit\n\n" + lines)
                .getBytes(UTF_8);
    }
}
