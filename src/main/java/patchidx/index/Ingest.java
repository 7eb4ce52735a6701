package patchidx.index;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import patchidx.index.IngestReport.Fate;
import patchidx.index.IngestReport.FileFate;
import patchidx.index.StalePlaces.Place;
import patchidx.source.ArchiveFormat;
import patchidx.source.FileWalk;
import patchidx.source.Location;
import patchidx.source.MailSink;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// Reads archives into an index: files → mails → patches → documents.
///
/// This thread walks the files and finds the mails in them; others read the mails and write the documents. Mails and
/// the ledger of files are committed together at the end.
public final class Ingest {
    private final Path folder;
    private final MailWriter writer;
    private final Ledger ledger;
    private final List<FileFate> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Ingest(Path folder, MailWriter writer) {
        this.folder = folder;
        this.writer = writer;
        this.ledger = writer.ledger();
    }

    /// Reads all mail in files, and in folders with everything below them.
    ///
    /// @param index folder of the index; made if it is missing
    /// @param archives files and folders
    /// @throws IndexProblem if the index cannot be written
    public static IngestReport run(Path index, List<Path> archives) throws IOException, IndexProblem {
        long start = System.nanoTime();
        try (MailWriter writer = MailWriter.open(index)) {
            Ingest ingest = new Ingest(index.toAbsolutePath().normalize(), writer);
            for (Path archive : archives) {
                ingest.read(archive.toAbsolutePath().normalize());
            }
            writer.commit();
            double seconds = (System.nanoTime() - start) / 1e9;
            ingest.problems.addAll(writer.problems());
            ingest.problems.sort(Comparator.comparing(Problem::where));
            return new IngestReport(
                    ingest.files,
                    writer.added(),
                    writer.merged(),
                    writer.known(),
                    writer.forgotten(),
                    ingest.problems,
                    seconds);
        }
    }

    private void read(Path archive) throws IOException {
        FileWalk.walk(archive, inner -> isIndex(inner), new FileWalk.Visitor() {
            @Override
            public void file(Path file, BasicFileAttributes attributes) throws IOException {
                files.add(new FileFate(file.toString(), readFile(file, attributes)));
            }

            @Override
            public void failed(Path file, IOException problem) {
                files.add(new FileFate(file.toString(), unreadable(file, 0, problem)));
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
        } catch (IOException e) {
            return unreadable(file, counter.end, e);
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

    private Fate unreadable(Path file, long offset, IOException problem) {
        String reason = reason(problem);
        problems.add(new Problem(Problem.Kind.UNREADABLE, new Location(file.toString(), offset, 0), reason));
        return new Fate.Unreadable(reason);
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case NoSuchFileException e -> "no such file";
            case AccessDeniedException e -> "permission denied";
            case FileSystemLoopException e -> "the link leads back to a folder above it";
            default -> String.valueOf(problem.getMessage());
        };
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
        }

        @Override
        public void problem(Problem problem) {
            problems.add(problem);
        }
    }
}
