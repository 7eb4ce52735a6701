package patchidx.index;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import patchidx.index.IngestEvent.Fate;
import patchidx.index.IngestEvent.FileFate;
import patchidx.index.IngestEvent.MemberFate;
import patchidx.index.IngestEvent.Oddity;
import patchidx.index.StalePlaces.Place;
import patchidx.source.ArchiveFormat;
import patchidx.source.ArchivePaths;
import patchidx.source.ArchiveReader;
import patchidx.source.ArchiveSink;
import patchidx.source.FileNames;
import patchidx.source.FileWalk;
import patchidx.source.GitInbox;
import patchidx.source.Location;
import patchidx.source.Member;
import patchidx.source.Problem;
import patchidx.source.RawMail;
import patchidx.source.UnreadableException;
import patchidx.source.WaitingStream;

/// Reads archives into an index: files → mails → patches → documents.
///
/// This thread walks the files and finds the mails in them; others read the mails and write the documents. From time to
/// time, and at the end, mails and the ledger of what is wholly in are committed together.
public final class Ingest {
    /// So much that is odd is kept of a file, besides what is odd about its mails.
    public static final int MOST_ODD = 100;

    /// Longer details, such as headings of dumps, are cut there.
    private static final int LONGEST_DETAIL = 1000;

    private final Path folder;
    private final IngestSettings settings;
    private final MailWriter writer;
    private final Ledger ledger;
    private final CommitRhythm rhythm;
    private final WalkedFiles walked;
    private long bytesOfFiles;
    private long mailsMet;

    private Ingest(Path folder, IngestSettings settings, MailWriter writer) {
        this.folder = folder;
        this.settings = settings;
        this.writer = writer;
        this.ledger = writer.ledger();
        this.walked = new WalkedFiles(writer.index(), ledger);
        this.rhythm = new CommitRhythm(settings.commitEvery());
    }

    /// Reads all mail in files, and in folders with everything below them.
    ///
    /// @param index folder of the index; made if it is missing
    /// @param archives files and folders, and [ArchivePaths#STANDARD_INPUT]
    /// @throws IndexProblem if the index cannot be written
    public static IngestTotals run(Path index, List<Path> archives, IngestSettings settings)
            throws IOException, IndexProblem {
        return run(WritableIndex.open(index, settings.patience()), index, archives, settings);
    }

    /// Reads all mail, and keeps in memory what became of all files.
    public static IngestReport run(Path index, List<Path> archives) throws IOException, IndexProblem {
        List<FileFate> files = new ArrayList<>();
        List<MemberFate> members = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        IngestTotals totals = run(index, archives, IngestSettings.telling(event -> {
            switch (event) {
                case FileFate file -> files.add(file);
                case MemberFate member -> members.add(member);
                case Oddity(var problem) -> problems.add(problem);
                case IngestEvent.MailFate mail -> {} // the totals have it
            }
        }));
        return new IngestReport(files, members, problems, totals);
    }

    static IngestTotals run(WritableIndex index, Path folder, List<Path> archives, IngestSettings settings)
            throws IOException, IndexProblem {
        Tally tally = new Tally(settings.listener());
        try (MailWriter writer = new MailWriter(index, tally)) {
            Ingest ingest = new Ingest(folder.toAbsolutePath().normalize(), settings, writer);
            boolean stopped = ingest.read(archives);
            writer.commit();
            return tally.totals(writer.forgotten(), stopped);
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        }
    }

    /// Thrown in the middle of a file when somebody stops the ingest. It is no problem of the file.
    private static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;
    }

    /// Whether somebody stopped it.
    private boolean read(List<Path> archives) throws IOException {
        try {
            for (Path archive : archives) {
                if (ArchivePaths.isStandardInput(archive)) {
                    String path = ArchivePaths.STANDARD_INPUT;
                    done(path, fate(path, () -> readStream(path, settings::standardInput)), 0);
                } else {
                    read(archive.toAbsolutePath().normalize());
                }
            }
            tellMissing();
            return false;
        } catch (Stopped e) {
            return true;
        }
    }

    private void read(Path archive) throws IOException {
        String start = FileNames.of(archive);
        if (Files.isDirectory(archive) && isIndex(archive)) {
            writer.tell(new Oddity(
                    new Problem(Problem.Kind.UNREADABLE, new Location(start, 0, 0), "it is the folder of the index")));
            tell(start, new Fate.Unreadable("it is the folder of the index", 0));
            return;
        }
        ledger.forgetFolders(start);
        walked.start(start);
        FileWalk.walk(archive, inner -> isIndex(inner), new FileWalk.Visitor() {
            @Override
            public void file(Path file, BasicFileAttributes attributes) throws IOException {
                String path = FileNames.of(file);
                boolean isStream = file.equals(archive) && isStream(path, attributes);
                Reading reading = isStream
                        ? () -> readStream(path, () -> Files.newInputStream(file))
                        : () -> readFile(file, path, attributes);
                done(path, fate(path, reading), attributes.size());
            }

            @Override
            public void repository(Path folder) throws IOException {
                String path = FileNames.of(folder);
                long bytes = GitInbox.bytes(folder);
                done(path, fate(path, () -> readRepository(folder, path, bytes)), bytes);
            }

            @Override
            public void leftOut(Path file, String reason) throws IOException {
                String path = FileNames.of(file);
                withoutMail(path);
                done(path, new Fate.NotMail(reason), 0);
            }

            @Override
            public void failed(Path file, IOException problem) throws IOException {
                String path = FileNames.of(file);
                if (problem instanceof FileSystemLoopException) {
                    done(path, new Fate.NotMail("a link that leads back to a folder above it"), 0);
                    return;
                }
                Fate.Unreadable fate = unreadable(path, 0, problem, 0);
                walked.closed(path);
                if (!(problem instanceof NoSuchFileException)) {
                    ledger.writeFolder(path, fate.reason());
                }
                tell(path, fate);
            }
        });
    }

    /// Names the files that an earlier ingest read and that are there no longer, and forgets those that have only
    /// another name today.
    private void tellMissing() throws IOException {
        writer.settle(); // what was read must be there to be compared with what is missing
        for (Map.Entry<String, Fate> missing : walked.missing().entrySet()) {
            String path = missing.getKey();
            if (missing.getValue() instanceof Fate.Moved) {
                writer.forgetAllBut(path, List.of());
                ledger.begin(path, null);
            }
            writer.tell(new FileFate(path, missing.getValue()));
        }
    }

    /// Something that has mail, and ends with a fate.
    private interface Reading {
        Fate read() throws IOException;
    }

    private Fate fate(String path, Reading reading) throws IOException {
        try {
            return reading.read();
        } catch (Stopped e) {
            tell(path, new Fate.Stopped());
            throw e;
        }
    }

    private void tell(String path, Fate fate) {
        walked.met(path);
        writer.tell(new FileFate(path, fate));
    }

    private boolean isIndex(Path inner) {
        try {
            return Files.isSameFile(inner, folder);
        } catch (IOException e) {
            return false; // the walk will say what is wrong with it
        }
    }

    private void done(String path, Fate fate, long bytes) throws IOException {
        tell(path, fate);
        bytesOfFiles += bytes;
        writer.keepFlowing();
        pause(0);
    }

    private Fate readFile(Path file, String path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            return new Fate.NotMail(attributes.isSymbolicLink() ? "a link that leads nowhere" : "no regular file");
        }
        String state = attributes.size() + " bytes at " + attributes.lastModifiedTime() + asForced();
        if (ledger.hasRead(path, state)) {
            return new Fate.Unchanged();
        }
        if (ledger.line(path) != null) {
            ledger.begin(path, null);
        }
        ledger.forgetMembers(path);
        if (attributes.size() == 0) {
            withoutMail(path);
            return new Fate.Empty();
        }
        Counter counter = new Counter(path, writer.hasMailsAt(path), attributes.size());
        try {
            Optional<ArchiveFormat> format = ArchiveReader.read(settings.mails(), file, path, counter);
            if (format.isEmpty()) {
                withoutMail(path);
                return new Fate.NotMail(counter.reason);
            }
            counter.done(path, state);
            return new Fate.Read(format.get(), counter.mails);
        } catch (UnreadableException e) {
            Fate.Unreadable fate = unreadable(path, counter.end(path), e, counter.mails);
            if (!(e.getCause() instanceof NoSuchFileException)) {
                Ledger.Failure failure = Ledger.Failure.ofFile(e.kind(), fate.reason());
                writer.endOfFile(() -> ledger.write(new Ledger.Line(path, null, failure, counter.odd)));
            }
            return fate;
        }
    }

    /// A file that was read as something that it is not is read again as another format, or as what it looks like.
    private String asForced() {
        return settings.mails() == null ? "" : " as " + settings.mails().label();
    }

    /// Whether something that was named is no file that stays, but gives what somebody writes into it: a named pipe, or
    /// what a shell makes of `<(…)`.
    private static boolean isStream(String path, BasicFileAttributes attributes) {
        return !attributes.isRegularFile() || path.equals("/dev/stdin") || path.startsWith("/dev/fd/");
    }

    /// What comes in there is something else each time, so the ledger has no line for it.
    private Fate readStream(String path, WaitingStream.Opener opener) throws IOException {
        Counter counter = new Counter(null, false, 0);
        try (WaitingStream in = new WaitingStream(opener, settings.isStopped())) {
            return ArchiveReader.read(settings.mails(), in, path, counter)
                    .<Fate>map(format -> new Fate.Read(format, counter.mails))
                    .orElseGet(() -> in.isEmpty() ? new Fate.Empty() : new Fate.NotMail(counter.reason));
        } catch (UnreadableException e) {
            if (settings.isStopped().getAsBoolean()) {
                throw new Stopped();
            }
            return unreadable(path, counter.end(path), e, counter.mails);
        }
    }

    /// @param bytes how large it is on disk
    private Fate readRepository(Path folder, String path, long bytes) throws IOException {
        Ledger.Line line = ledger.line(path);
        String state = line == null ? null : line.state();
        long metBefore = mailsMet;
        try (GitInbox inbox = GitInbox.open(folder)) {
            Optional<String> head = inbox.head();
            if (head.isEmpty()) {
                withoutMail(path);
                return new Fate.NotMail("a git repository without mail");
            }
            if (ledger.hasRead(path, head.get())) {
                return new Fate.Unchanged();
            }
            String since = state == null ? null : inbox.since(state);
            state = since == null ? null : GitInbox.onTheWay(since, head.get());
            if (line != null) {
                ledger.begin(path, state);
            }
            Counter counter = new Counter(null, since == null && writer.hasMailsAt(path), bytes);
            if (since != null && line != null) {
                counter.odd.addAll(line.odd());
            }
            inbox.read(head.get(), since, counter);
            counter.done(path, head.get());
            return new Fate.Read(ArchiveFormat.PUBLIC_INBOX, counter.mails);
        } catch (UnreadableException e) {
            Fate.Unreadable fate = unreadable(path, 0, e, mailsMet - metBefore);
            Ledger.Line tried = new Ledger.Line(
                    path, state, Ledger.Failure.ofFile(e.kind(), fate.reason()), line == null ? List.of() : line.odd());
            writer.endOfFile(() -> ledger.write(tried));
            return fate;
        }
    }

    /// There is no mail at the path today.
    private void withoutMail(String path) throws IOException {
        if (writer.hasMailsAt(path) || ledger.line(path) != null) {
            writer.forget(path);
        }
    }

    /// @param mails how many were read before that
    private Fate.Unreadable unreadable(String path, long offset, IOException problem, long mails) {
        String reason = DiskReason.of(problem);
        Problem.Kind kind =
                problem instanceof UnreadableException unreadable ? unreadable.kind() : Problem.Kind.UNREADABLE;
        writer.tell(new Oddity(new Problem(kind, new Location(path, offset, 0), reason)));
        return new Fate.Unreadable(reason, mails);
    }

    private static Problem shortened(Problem problem) {
        String detail = problem.detail();
        return detail.length() <= LONGEST_DETAIL
                ? problem
                : new Problem(problem.kind(), problem.where(), detail.substring(0, LONGEST_DETAIL) + "…");
    }

    /// A moment between two mails or files: time to say how far we are, to commit, or to stop.
    ///
    /// @param bytes how much of the current file was read
    private void pause(long bytes) throws IOException {
        settings.listener().progress(mailsMet, bytesOfFiles + bytes);
        if (settings.isStopped().getAsBoolean()) {
            throw new Stopped();
        }
        if (rhythm.isDue() || writer.isFull()) {
            rhythm.begin();
            writer.commit();
            rhythm.end();
        }
    }

    /// Hands the mails of a file or repository on to the writer and counts them.
    private final class Counter implements ArchiveSink, GitInbox.Sink {
        private final @Nullable String archive;
        private final boolean readBefore;
        private final long size;
        private final List<Place> places = new ArrayList<>();
        private final List<Problem> odd = new ArrayList<>();
        private boolean isWhole = true;
        private long mails;
        private long reached;
        private String reason = "";
        private Location last = new Location("", 0, 0);

        /// @param archive path of the file whose members the ledger knows if they cannot be read; null if it has none
        /// @param readBefore whether the index has mails from there already, of which some may be gone
        /// @param size how many bytes there are to read
        Counter(@Nullable String archive, boolean readBefore, long size) {
            this.archive = archive;
            this.readBefore = readBefore;
            this.size = size;
        }

        @Override
        public void mail(RawMail mail) throws IOException {
            if (readBefore) {
                places.add(Place.of(mail));
            }
            mails++;
            mailsMet++;
            last = mail.location();
            writer.add(mail);
            pause(reached);
        }

        @Override
        public void gone(String path) throws IOException {
            if (writer.hasMailsAt(path)) {
                writer.forgetAllBut(path, List.of());
            }
        }

        @Override
        public void problem(Problem problem) {
            isWhole &= problem.kind() != Problem.Kind.UNREADABLE;
            if (odd.size() < MOST_ODD) {
                odd.add(shortened(problem));
            }
            writer.tell(new Oddity(problem));
        }

        @Override
        public void noMail(String path, String why) {
            reason = why;
        }

        @Override
        public void leftOut(String path, String why) {
            writer.tell(new MemberFate(path, new Fate.NotMail(why)));
        }

        @Override
        public void member(Member member) throws IOException {
            if (archive != null && member.problem() != null) {
                ledger.writeMember(archive, member.problem());
                odd.remove(shortened(member.problem()));
            }
            writer.tell(new MemberFate(member.path(), fate(member)));
        }

        @Override
        public void reached(long bytes) {
            reached = bytes;
        }

        @Override
        public void reachedShare(double share) {
            reached = (long) (share * size);
        }

        /// Where the last mail of a file ends.
        long end(String path) {
            return last.path().equals(path) ? last.offset() + last.length() : 0;
        }

        /// Everything was read, or cannot be. What could not be read may still be as it was.
        void done(String path, String state) {
            if (readBefore && isWhole) {
                writer.forgetAllBut(path, places);
            }
            writer.endOfFile(() -> ledger.write(new Ledger.Line(path, state, null, odd)));
        }

        private Fate fate(Member member) {
            if (member.problem() != null) {
                return new Fate.Unreadable(member.problem().detail(), member.mails());
            }
            if (member.format() != null) {
                return new Fate.Read(member.format(), member.mails());
            }
            return member.isEmpty() ? new Fate.Empty() : new Fate.NotMail(reason);
        }
    }
}
