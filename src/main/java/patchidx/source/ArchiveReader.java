package patchidx.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a file with everything that is packed in it: mails, compressed mails, archives, archives in archives.
///
/// A member of an archive has the archive's path, a slash and its name there as path; offsets count in the unpacked
/// member. One that cannot be read is named, and those behind it are read.
public final class ArchiveReader {
    /// How often something may be packed in something else.
    private static final int DEEPEST = 8;

    private final @Nullable ArchiveFormat forced;
    private final ArchiveSink sink;
    private final UnpackedStream.Spent spent;
    private final SourceStream file;
    private long mails;

    private ArchiveReader(@Nullable ArchiveFormat forced, SourceStream file, ArchiveSink sink) {
        this.forced = forced;
        this.sink = sink;
        this.file = file;
        this.spent = new UnpackedStream.Spent(file);
    }

    /// Reads all mails of a file on disk; see the other method.
    public static Optional<ArchiveFormat> read(@Nullable ArchiveFormat forced, Path file, String path, ArchiveSink sink)
            throws IOException {
        try (InputStream in = opened(file)) {
            return read(forced, in, path, sink);
        }
    }

    private static InputStream opened(Path file) throws UnreadableException {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw UnreadableException.of(e);
        }
    }

    /// Reads all mails, in the order they lie there.
    ///
    /// @param forced the format of the mails, however they are packed; null to tell it from the content
    /// @param path what to call the file in locations
    /// @return the format of the file; empty if it holds no mail
    /// @throws UnreadableException if it cannot be read to its end; what came before has been read
    public static Optional<ArchiveFormat> read(
            @Nullable ArchiveFormat forced, InputStream in, String path, ArchiveSink sink) throws IOException {
        ArchiveReader reader = new ArchiveReader(forced, new SourceStream(in), sink);
        return reader.read(reader.file, path, 0);
    }

    private Optional<ArchiveFormat> read(SourceStream in, String path, int depth) throws IOException {
        byte[] head = in.readNBytes(ArchiveFormat.HEAD);
        Optional<ArchiveFormat> format = ArchiveFormat.recognise(head, forced);
        if (format.isEmpty() || head.length == 0) {
            in.checkEnd();
            sink.noMail(path, NoMail.reason(head));
            return Optional.empty();
        }
        try {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
            boolean holdsMail = read(format.get().layout(), new SourceStream(whole), path, depth);
            in.checkEnd();
            return holdsMail ? format : Optional.empty();
        } catch (UnreadableException e) {
            in.checkEnd(); // what came of it says less
            throw e;
        }
    }

    /// @return whether it holds mail
    private boolean read(Layout layout, SourceStream in, String path, int depth) throws IOException {
        return switch (layout) {
            case Layout.Mails(var reader) -> {
                reader.read(in, path, new Counter());
                yield true;
            }
            case Layout.Compressed(var recognises, var decompressor) -> readCompressed(decompressor, in, path, depth);
            case Layout.Packed(var recognises, var unpacker) -> readPacked(unpacker, in, path, depth);
            case Layout.Folders folders -> false;
            case Layout.Repository repository -> false;
        };
    }

    private boolean readCompressed(Layout.Decompressor decompressor, SourceStream in, String path, int depth)
            throws IOException {
        checkDepth(depth);
        try (InputStream unpacked = opened(decompressor, in)) {
            return read(new UnpackedStream(unpacked, in, spent), path, depth + 1)
                    .isPresent();
        }
    }

    private static InputStream opened(Layout.Decompressor decompressor, SourceStream in) throws IOException {
        try {
            return decompressor.open(in);
        } catch (LinkageError e) {
            // The native code of zstd is missing for this machine, or may not be run where it was laid.
            throw UnreadableException.of(new IOException("it cannot be decompressed here: " + e.getMessage(), e));
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }

    private static void checkDepth(int depth) throws UnreadableException {
        if (depth >= DEEPEST) {
            throw UnreadableException.of(new IOException("packed more than " + DEEPEST + " times"));
        }
    }

    private boolean readPacked(Layout.Unpacker unpacker, SourceStream in, String path, int depth) throws IOException {
        checkDepth(depth);
        Members members = new Members(in, path, depth);
        unpacker.unpack(in, members);
        if (!members.holdMail) {
            sink.noMail(path, "nothing that is packed in it is mail");
        }
        return members.holdMail;
    }

    /// The files of one archive.
    private final class Members implements Layout.MemberSink {
        private final SourceStream archive;
        private final String path;
        private final int depth;
        private final MaildirNames maildirs = new MaildirNames();
        private boolean holdMail;

        Members(SourceStream archive, String path, int depth) {
            this.archive = archive;
            this.path = path;
            this.depth = depth;
        }

        @Override
        public void member(String name, InputStream content) throws IOException {
            String other = maildirs.leaveOut(name) ? MaildirNames.TMP : MhNames.leaveOut(name) ? MhNames.REMOVED : null;
            if (other != null) {
                leftOut(name, other);
                return;
            }
            SourceStream in = new UnpackedStream(content, archive, spent);
            String memberPath = path + "/" + name;
            long before = mails;
            try {
                Optional<ArchiveFormat> format = read(in, memberPath, depth + 1);
                holdMail |= format.isPresent();
                boolean isEmpty = in.count() == 0;
                sink.member(new Member(memberPath, format.orElse(null), mails - before, isEmpty, null));
            } catch (UnreadableException e) {
                if (e.endsArchive()) {
                    throw e;
                }
                unreadable(e.problem(new Location(memberPath, in.count(), 0)), mails - before);
            }
        }

        @Override
        public void leftOut(String name, String reason) {
            sink.leftOut(path + "/" + name, reason);
        }

        @Override
        public void unreadable(String name, String reason) throws IOException {
            unreadable(new Problem(Problem.Kind.UNREADABLE, new Location(path + "/" + name, 0, 0), reason), 0);
        }

        private void unreadable(Problem problem, long mails) throws IOException {
            holdMail = true;
            sink.problem(problem);
            sink.member(new Member(problem.where().path(), null, mails, false, problem));
        }
    }

    /// Counts mails, and says with each how far the file is.
    private final class Counter implements MailSink {
        @Override
        public void mail(RawMail mail) throws IOException {
            mails++;
            sink.reached(file.count());
            sink.mail(mail);
        }

        @Override
        public void problem(Problem problem) {
            sink.problem(problem);
        }
    }
}
