package patchidx.index;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import patchidx.index.IngestReport.Fate;
import patchidx.index.IngestReport.FileFate;
import patchidx.index.StalePlaces.Place;
import patchidx.source.ArchiveFormat;
import patchidx.source.ArchiveReader;
import patchidx.source.FileNames;
import patchidx.source.FileWalk;
import patchidx.source.GitInbox;
import patchidx.source.Location;
import patchidx.source.Problem;
import patchidx.source.RawMail;
import patchidx.source.UnreadableException;

/// Reads archives into an index: files → mails → patches → documents.
///
/// This thread walks the files and finds the mails in them; others read the mails and write the documents. Mails and
/// the ledger of files are committed together at the end.
public final class Ingest {
    /// The path that stands for standard input.
    public static final String STANDARD_INPUT = "-";

    private final Path folder;
    private final @Nullable ArchiveFormat mails;
    private final MailWriter writer;
    private final Ledger ledger;
    private final List<FileFate> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private Ingest(Path folder, MailWriter writer, @Nullable ArchiveFormat mails) {
        this.folder = folder;
        this.mails = mails;
        this.writer = writer;
        this.ledger = writer.ledger();
    }

    /// Reads all mail in files, and in folders with everything below them.
    ///
    /// @param index folder of the index; made if it is missing
    /// @param archives files and folders
    /// @throws IndexProblem if the index cannot be written
    public static IngestReport run(Path index, List<Path> archives) throws IOException, IndexProblem {
        return run(index, archives, InputStream.nullInputStream(), null);
    }

    /// The same, with [#STANDARD_INPUT] among the archives.
    ///
    /// @param mails how mails lie in the files, where they are not packed; null to tell it from their content
    public static IngestReport run(
            Path index, List<Path> archives, InputStream standardInput, @Nullable ArchiveFormat mails)
            throws IOException, IndexProblem {
        long start = System.nanoTime();
        try (MailWriter writer = MailWriter.open(index)) {
            Ingest ingest = new Ingest(index.toAbsolutePath().normalize(), writer, mails);
            for (Path archive : archives) {
                if (archive.toString().equals(STANDARD_INPUT)) {
                    ingest.readStandardInput(standardInput);
                } else {
                    ingest.read(archive.toAbsolutePath().normalize());
                }
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
                note(FileNames.of(file), path -> readFile(file, path, attributes));
            }

            @Override
            public void repository(Path folder) throws IOException {
                note(FileNames.of(folder), path -> readRepository(folder, path));
            }

            @Override
            public void failed(Path file, IOException problem) throws IOException {
                note(FileNames.of(file), path -> unreadable(path, 0, problem));
            }
        });
    }

    /// Reads something and gives its fate.
    private interface Reading {
        Fate read(String path) throws IOException;
    }

    private void note(String path, Reading reading) throws IOException {
        files.add(new FileFate(path, reading.read(path)));
    }

    private boolean isIndex(Path inner) {
        try {
            return Files.isSameFile(inner, folder);
        } catch (IOException e) {
            return false; // the walk will say what is wrong with it
        }
    }

    private Fate readFile(Path file, String path, BasicFileAttributes attributes) throws IOException {
        if (!attributes.isRegularFile()) {
            return new Fate.NotMail();
        }
        String state = attributes.size() + " bytes at " + attributes.lastModifiedTime();
        if (state.equals(ledger.state(path))) {
            return new Fate.Unchanged();
        }
        if (attributes.size() == 0) {
            withoutMail(path);
            return new Fate.Empty();
        }
        Counter counter = new Counter(writer.hasMailsAt(path));
        try {
            Optional<ArchiveFormat> format = ArchiveReader.read(mails, file, path, counter);
            if (format.isEmpty()) {
                withoutMail(path);
                return new Fate.NotMail();
            }
            counter.done(path, state);
            return new Fate.Read(format.get(), counter.mails);
        } catch (UnreadableException e) {
            return unreadable(path, counter.end(path), e);
        }
    }

    private void readStandardInput(InputStream in) throws IOException {
        note(STANDARD_INPUT, path -> {
            Counter counter = new Counter(false);
            try {
                return ArchiveReader.read(mails, in, path, counter)
                        .<Fate>map(format -> new Fate.Read(format, counter.mails))
                        .orElse(new Fate.NotMail());
            } catch (UnreadableException e) {
                return unreadable(path, counter.end(path), e);
            }
        });
    }

    private Fate readRepository(Path folder, String path) throws IOException {
        try (GitInbox inbox = GitInbox.open(folder)) {
            Optional<String> head = inbox.head();
            String last = ledger.state(path);
            if (head.isEmpty()) {
                withoutMail(path);
                return new Fate.NotMail();
            }
            if (head.get().equals(last)) {
                return new Fate.Unchanged();
            }
            String since = last != null && inbox.continues(last) ? last : null;
            Counter counter = new Counter(since == null && writer.hasMailsAt(path));
            inbox.read(head.get(), since, counter);
            counter.done(path, head.get());
            return new Fate.Read(ArchiveFormat.PUBLIC_INBOX, counter.mails);
        } catch (UnreadableException e) {
            return unreadable(path, 0, e);
        }
    }

    /// There is no mail at the path today.
    private void withoutMail(String path) throws IOException {
        if (writer.hasMailsAt(path)) {
            writer.forget(path);
        }
    }

    private Fate unreadable(String path, long offset, IOException problem) {
        String reason = reason(problem);
        problems.add(
                problem instanceof UnreadableException unreadable
                        ? new Problem(unreadable.kind(), new Location(path, offset, 0), reason)
                        : new Problem(Problem.Kind.UNREADABLE, new Location(path, offset, 0), reason));
        return new Fate.Unreadable(reason);
    }

    private static String reason(IOException problem) {
        return switch (problem) {
            case UnreadableException e when e.getCause() instanceof FileSystemException cause -> reason(cause);
            case NoSuchFileException e -> "no such file";
            case AccessDeniedException e -> "permission denied";
            case FileSystemLoopException e -> "the link leads back to a folder above it";
            default -> String.valueOf(problem.getMessage());
        };
    }

    /// Hands mails on to the writer and counts them.
    private final class Counter implements GitInbox.Sink {
        private final boolean readBefore;
        private final List<Place> places = new ArrayList<>();
        private boolean isWhole = true;
        private long mails;
        private Location last = new Location("", 0, 0);

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
            last = mail.location();
            writer.add(mail);
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
            problems.add(problem);
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
            writer.endOfFile(() -> ledger.note(path, state));
        }
    }
}
