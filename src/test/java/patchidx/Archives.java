package patchidx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.jspecify.annotations.Nullable;
import patchidx.patch.Digests;

/// Archives of mail for tests, in all formats.
public final class Archives {
    private static final PersonIdent NOBODY =
            new PersonIdent("nobody", "nobody@example.org", Instant.EPOCH, ZoneOffset.UTC);

    private Archives() {}

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// The content compressed.
    ///
    /// @param compression as commons-compress calls it: `gz`, `bzip2`, `xz`, `zstd`
    public static byte[] compressed(String compression, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream compressor = new CompressorStreamFactory().createCompressorOutputStream(compression, out)) {
            compressor.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A tar of some files.
    ///
    /// @param files content by name, in order
    public static byte[] tar(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (var file : files.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey(), true);
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A zip of some files.
    ///
    /// @param files content by name, in order
    public static byte[] zip(Map<String, byte[]> files) {
        // Where it can go back, the writer states sizes in front of the bytes, as programs do that write to a disk.
        SeekableInMemoryByteChannel out = new SeekableInMemoryByteChannel();
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (var file : files.entrySet()) {
                zip.putArchiveEntry(new ZipArchiveEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Arrays.copyOf(out.array(), (int) out.size());
    }

    /// A git repository, with one commit after another.
    public static final class Git implements AutoCloseable {
        private final Repository repository;
        private final Map<String, ObjectId> files = new TreeMap<>();
        private final List<ObjectId> history = new ArrayList<>();
        private @Nullable ObjectId head;

        public Git(Path folder) throws IOException {
            Files.createDirectories(folder);
            repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build();
            repository.create(true);
        }

        /// Version 2: a commit with nothing but the mail, as `m` or `d`.
        public Git commit(String name, String mail) throws IOException {
            files.clear();
            return put(name, mail);
        }

        /// Version 1: the mail under a name made from its id, beside all others.
        public Git add(String id, String mail) throws IOException {
            return put(nameOf(id), mail);
        }

        public Git remove(String id) throws IOException {
            files.remove(nameOf(id));
            return commit();
        }

        /// Lets the history begin anew with the next commit.
        public Git forgetHistory() {
            head = null;
            return this;
        }

        /// Version 2: takes back the newest commits.
        public Git takeBack(int commits) throws IOException {
            for (int i = 0; i < commits; i++) {
                history.removeLast();
            }
            head = history.getLast();
            return point();
        }

        public Git put(String name, String content) throws IOException {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                files.put(name, inserter.insert(Constants.OBJ_BLOB, bytes(content)));
                inserter.flush();
            }
            return commit();
        }

        private Git commit() throws IOException {
            try (ObjectInserter inserter = repository.newObjectInserter()) {
                CommitBuilder commit = new CommitBuilder();
                commit.setTreeId(tree(inserter));
                commit.setAuthor(NOBODY);
                commit.setCommitter(NOBODY);
                commit.setMessage("mail");
                if (head != null) {
                    commit.setParentId(head);
                }
                head = inserter.insert(commit);
                history.add(head);
                inserter.flush();
            }
            return point();
        }

        private Git point() throws IOException {
            RefUpdate update = repository.updateRef("HEAD");
            update.setNewObjectId(head);
            update.forceUpdate();
            return this;
        }

        private ObjectId tree(ObjectInserter inserter) throws IOException {
            DirCache cache = DirCache.newInCore();
            DirCacheBuilder builder = cache.builder();
            for (var file : files.entrySet()) {
                DirCacheEntry entry = new DirCacheEntry(file.getKey());
                entry.setFileMode(FileMode.REGULAR_FILE);
                entry.setObjectId(file.getValue());
                builder.add(entry);
            }
            builder.finish();
            return cache.writeTree(inserter);
        }

        private static String nameOf(String id) {
            String digits =
                    HexFormat.of().formatHex(Digests.sha256().digest(bytes(id))).substring(0, 40);
            return digits.substring(0, 2) + "/" + digits.substring(2);
        }

        @Override
        public void close() {
            repository.close();
        }
    }

    /// Writes one file for each mail.
    public static void files(Path folder, List<String> mails, IntFunction<String> name) throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < mails.size(); i++) {
            Files.writeString(folder.resolve(name.apply(i)), mails.get(i));
        }
    }

    /// An mbox of small mails with these numbers.
    public static String mbox(int from, int to) {
        StringBuilder mbox = new StringBuilder();
        for (int i = from; i <= to; i++) {
            mbox.append("From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ada <ada@example.org>\nSubject: mail ")
                    .append(i)
                    .append("\nMessage-ID: <")
                    .append(i)
                    .append("@example.org>\n\nText of mail ")
                    .append(i)
                    .append("\n\n");
        }
        return mbox.toString();
    }
}
