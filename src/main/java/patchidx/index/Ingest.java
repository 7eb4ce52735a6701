package patchidx.index;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import patchidx.index.IngestEvent.Fate;
import patchidx.index.IngestEvent.FileFate;
import patchidx.index.IngestEvent.Oddity;
import patchidx.index.StalePlaces.Place;
import patchidx.source.ArchiveFormat;
import patchidx.source.FileWalk;
import patchidx.source.Location;
import patchidx.source.MailSink;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// Reads archives into an index: files → mails → patches → documents.
///
/// This thread walks the files and finds the mails in them; others read the mails and write the documents. From time to
/// time, and at the end, mails and the ledger of the files that are wholly in are committed together.
public final class Ingest {
    private final Path folder;
    private final IngestSettings settings;
    private final MailWriter writer;
    private final Ledger ledger;
    private final CommitRhythm rhythm;
    private long bytesOfFiles;

    private Ingest(Path folder, IngestSettings settings, MailWriter writer) {
        this.folder = folder;
        this.settings = settings;
        this.writer = writer;
        this.ledger = writer.ledger();
        this.rhythm = new CommitRhythm(settings.commitEvery());
    }

    /// Reads all mail in files, and in folders with everything below them.
    ///
    /// @param index folder of the index; made if it is missing
    /// @param archives files and folders
    /// @throws IndexProblem if the index cannot be written
    public static IngestTotals run(Path index, List<Path> archives, IngestSettings settings)
            throws IOException, IndexProblem {
        return run(WritableIndex.open(index, settings.patience()), index, archives, settings);
    }

    /// Reads all mail, and keeps in memory what became of all files.
    public static IngestReport run(Path index, List<Path> archives) throws IOException, IndexProblem {
        List<FileFate> files = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        IngestTotals totals = run(index, archives, IngestSettings.telling(event -> {
            switch (event) {
                case FileFate file -> files.add(file);
                case Oddity(var problem) -> problems.add(problem);
                case IngestEvent.MailFate mail -> {} // the totals have it
            }
        }));
        return new IngestReport(files, problems, totals);
    }

    /// How many bytes there are to read in files, and in folders with everything below them; what cannot be looked at
    /// counts nothing.
    public static long bytes(List<Path> archives) {
        long[] bytes = {0};
        for (Path archive : archives) {
            try {
                FileWalk.walk(archive, inner -> false, new FileWalk.Visitor() {
                    @Override
                    public void file(Path file, BasicFileAttributes attributes) {
                        bytes[0] += attributes.size();
                    }

                    @Override
                    public void failed(Path file, IOException problem) {}
                });
            } catch (IOException e) {
                return bytes[0]; // the ingest will say so
            }
        }
        return bytes[0];
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
                read(archive.toAbsolutePath().normalize());
            }
            return false;
        } catch (Stopped e) {
            return true;
        }
    }

    private void read(Path archive) throws IOException {
        FileWalk.walk(archive, inner -> isIndex(inner), new FileWalk.Visitor() {
            @Override
            public void file(Path file, BasicFileAttributes attributes) throws IOException {
                writer.tell(new FileFate(file.toString(), readFile(file, attributes)));
                bytesOfFiles += attributes.size();
                writer.keepFlowing();
                pause(0);
            }

            @Override
            public void failed(Path file, IOException problem) {
                writer.tell(new FileFate(file.toString(), unreadable(file, 0, problem)));
            }
        });
    }

    private boolean isIndex(Path inner) {
        try {
            return Files.isSameFile(inner, folder);
        } catch (IOException e) {
            return false; // the walk will say what is wrong with it
        }
    }

    private Fate readFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            return new Fate.NotMail();
        }
        if (ledger.isUnchanged(file, attributes)) {
            return new Fate.Unchanged();
        }
        if (attributes.size() == 0) {
            withoutMail(file);
            return new Fate.Empty();
        }
        Counter counter = new Counter(writer.hasMailsAt(file.toString()));
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), ArchiveFormat.HEAD)) {
            in.mark(ArchiveFormat.HEAD);
            Optional<ArchiveFormat> format = ArchiveFormat.recognise(in.readNBytes(ArchiveFormat.HEAD));
            if (format.isEmpty()) {
                withoutMail(file);
                return new Fate.NotMail();
            }
            in.reset();
            format.get().read(in, file.toString(), counter);
            done(file, attributes, counter);
            return new Fate.Read(format.get(), counter.mails);
        } catch (Stopped | IndexWriteException e) {
            throw e;
        } catch (IOException e) {
            Fate.Unreadable fate = unreadable(file, counter.end, e);
            writer.endOfFile(() -> ledger.noteUnreadable(file, fate.reason()));
            return fate;
        }
    }

    /// The file was read to its end.
    private void done(Path file, BasicFileAttributes attributes, Counter counter) {
        if (counter.readBefore) {
            writer.forgetAllBut(file.toString(), counter.places);
        }
        writer.endOfFile(() -> ledger.note(file, attributes));
    }

    /// The file holds no mail today.
    private void withoutMail(Path file) throws IOException {
        if (writer.hasMailsAt(file.toString())) {
            writer.forget(file.toString());
        }
    }

    private Fate.Unreadable unreadable(Path file, long offset, IOException problem) {
        String reason = DiskReason.of(problem);
        Location where = new Location(file.toString(), offset, 0);
        writer.tell(new Oddity(new Problem(Problem.Kind.UNREADABLE, where, reason)));
        return new Fate.Unreadable(reason);
    }

    /// A moment between two mails or files: time to say how far we are, to commit, or to stop.
    ///
    /// @param bytes how much of the current file was read
    private void pause(long bytes) throws IOException {
        settings.listener().progress(bytesOfFiles + bytes);
        if (settings.isStopped().getAsBoolean()) {
            throw new Stopped();
        }
        if (rhythm.isDue() || writer.isFull()) {
            rhythm.begin();
            writer.commit();
            rhythm.end();
        }
    }

    /// Hands mails on to the writer and counts them.
    private final class Counter implements MailSink {
        private final boolean readBefore;
        private final List<Place> places = new ArrayList<>();
        private long mails;
        private long end;

        /// @param readBefore whether the index has mails from there already, of which some may be gone
        Counter(boolean readBefore) {
            this.readBefore = readBefore;
        }

        @Override
        public void mail(RawMail mail) throws IOException {
            if (readBefore) {
                places.add(Place.of(mail));
            }
            mails++;
            end = mail.location().offset() + mail.location().length();
            writer.add(mail);
            pause(end);
        }

        @Override
        public void problem(Problem problem) {
            writer.tell(new Oddity(problem));
        }
    }
}
