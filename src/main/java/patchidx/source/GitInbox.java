package patchidx.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevTree;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// The git repository of a public-inbox, read straight from its objects.
///
/// Version 1 keeps the mails of today as files `ab/cdef…` (2 and 38 digits) of the newest commit. Version 2 has a
/// commit for each mail, as the file `m`; a commit with a file `d` takes the mail of these bytes out again.
/// Repositories of version 2 are split into epochs that lie side by side: `git/0.git`, `git/1.git` and so on. A later
/// epoch may take out the mail of an earlier one.
///
/// A mail has the path of its repository, a slash and the name of its blob as path.
public final class GitInbox implements Closeable {
    private static final String ADDED = "m";
    private static final String DELETED = "d";
    private static final Pattern VERSION_1_FOLDER = Pattern.compile("[0-9a-f]{2}");
    private static final Pattern VERSION_1_MAIL = Pattern.compile("[0-9a-f]{2}/[0-9a-f]{38,62}");
    private static final String ON_THE_WAY = "..";
    private static final Pattern EPOCH = Pattern.compile("(\\d{1,9})\\.git");

    private final Path folder;
    private final Repository repository;
    private final ObjectReader reader;
    private final RevWalk walk;

    private GitInbox(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
        this.reader = repository.newObjectReader();
        this.walk = new RevWalk(reader);
        walk.setRetainBody(false);
    }

    /// Takes what was read.
    public interface Sink extends MailSink {
        /// A mail was deleted, whether it was ever read or not.
        ///
        /// @param path of the mail
        void gone(String path) throws IOException;

        /// Called before each mail.
        ///
        /// @param share how much of what there was to read is read, from 0 to 1
        default void reachedShare(double share) {}
    }

    /// Whether the folder is a git repository itself, with or without files of a work tree around it.
    static boolean isRepository(Path folder) {
        return Files.isRegularFile(folder.resolve("HEAD"))
                && Files.isDirectory(folder.resolve("objects"))
                && (Files.isDirectory(folder.resolve("refs")) || Files.isRegularFile(folder.resolve("packed-refs")));
    }

    /// How much a repository has on disk; 0 if that cannot be told.
    public static long bytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder.resolve("objects"))) {
            return files.mapToLong(GitInbox::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Opens a git repository.
    ///
    /// @throws UnreadableException if git could not read it either
    public static GitInbox open(Path folder) throws UnreadableException {
        GitSettings.ofNobody();
        try {
            return new GitInbox(
                    folder,
                    new FileRepositoryBuilder()
                            .setGitDir(folder.toFile())
                            .setBare()
                            .setMustExist(true)
                            .build());
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }

    /// The newest commit; empty if there is none yet, or if it is that of something else than a public-inbox.
    public Optional<String> head() throws UnreadableException {
        try {
            ObjectId head = repository.resolve("HEAD");
            return head == null || version(head) == null ? Optional.empty() : Optional.of(head.name());
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }

    /// What to note of a repository before it is read from one commit to another, in case that ends in the middle.
    public static String onTheWay(String since, String head) {
        return since + ON_THE_WAY + head;
    }

    /// The commit behind which to go on; null if everything has to be read.
    ///
    /// @param state what was read: a commit with all before it, or [#onTheWay] from there to another
    public @Nullable String since(String state) throws UnreadableException {
        String[] commits = state.split(Pattern.quote(ON_THE_WAY), -1);
        for (String commit : commits) {
            if (!continues(commit)) {
                return null;
            }
        }
        try {
            // Version 1 compares two states. A mail that came on the way and went since is in neither.
            ObjectId head = repository.resolve("HEAD");
            boolean isKnown = commits.length == 1 || (head != null && version(head) == Version.TWO);
            return isKnown ? commits[0] : null;
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }

    /// Whether the history of the newest commit goes on from this one. It does not if somebody has rewritten it, or if
    /// there was something else at the path when the state was noted.
    private boolean continues(String commit) throws UnreadableException {
        try {
            if (!ObjectId.isId(commit)) {
                return false;
            }
            ObjectId id = ObjectId.fromString(commit);
            return reader.has(id)
                    && walk.isMergedInto(walk.parseCommit(id), walk.parseCommit(repository.resolve("HEAD")));
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        } finally {
            walk.reset();
        }
    }

    /// Reads the mails that came in since a commit, and names those that were deleted.
    ///
    /// @param head the newest commit
    /// @param since a commit that `head` goes on from; null to read all mails
    public void read(String head, @Nullable String since, Sink sink) throws IOException {
        ObjectId newest = ObjectId.fromString(head);
        ObjectId last = since == null ? null : ObjectId.fromString(since);
        List<Change> changes = changes(newest, last);
        Set<ObjectId> deleted = new HashSet<>();
        for (Path later : epochs(true)) {
            try (GitInbox epoch = open(later)) {
                deleted.addAll(epoch.deletions());
            }
        }
        int done = 0;
        for (Change change : changes) {
            sink.reachedShare((double) done++ / changes.size());
            if (change.added() != null && !deleted.contains(change.added())) {
                readMail(change.added(), sink);
            }
            if (change.deleted() != null) {
                sink.gone(folder + "/" + change.deleted().name());
                for (Path earlier : epochs(false)) {
                    sink.gone(earlier + "/" + change.deleted().name());
                }
            }
        }
    }

    @Override
    public void close() {
        walk.close();
        reader.close();
        repository.close();
    }

    /// What a commit did.
    private record Change(
            @Nullable ObjectId added, @Nullable ObjectId deleted) {}

    private enum Version {
        ONE,
        TWO
    }

    private @Nullable Version version(ObjectId commit) throws IOException {
        RevTree tree = walk.parseCommit(commit).getTree();
        for (CanonicalTreeParser files = parser(tree); !files.eof(); files.next(1)) {
            String name = files.getEntryPathString();
            boolean isFile = FileMode.REGULAR_FILE.equals(files.getEntryRawMode());
            if (isFile && (name.equals(ADDED) || name.equals(DELETED))) {
                return Version.TWO;
            }
            if (!isFile && VERSION_1_FOLDER.matcher(name).matches()) {
                return Version.ONE;
            }
        }
        return null;
    }

    private CanonicalTreeParser parser(RevTree tree) throws IOException {
        return new CanonicalTreeParser(new byte[0], reader, tree);
    }

    private List<Change> changes(ObjectId head, @Nullable ObjectId since) throws UnreadableException {
        try {
            return version(head) == Version.ONE ? changedFiles(head, since) : newCommits(head, since);
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        } finally {
            walk.reset();
        }
    }

    /// What version 1 says, which compares two states.
    private List<Change> changedFiles(ObjectId head, @Nullable ObjectId since) throws IOException {
        List<Change> changes = new ArrayList<>();
        try (TreeWalk files = new TreeWalk(reader)) {
            files.addTree(
                    since == null
                            ? new EmptyTreeIterator()
                            : parser(walk.parseCommit(since).getTree()));
            files.addTree(parser(walk.parseCommit(head).getTree()));
            files.setRecursive(true);
            files.setFilter(TreeFilter.ANY_DIFF);
            while (files.next()) {
                if (VERSION_1_MAIL.matcher(files.getPathString()).matches()) {
                    ObjectId before = files.getObjectId(0);
                    ObjectId now = files.getObjectId(1);
                    changes.add(new Change(
                            ObjectId.zeroId().equals(now) ? null : now,
                            ObjectId.zeroId().equals(before) ? null : before));
                }
            }
        }
        return changes;
    }

    /// What version 2 says, newest first. A mail that was deleted and not added again since is not added.
    private List<Change> newCommits(ObjectId head, @Nullable ObjectId since) throws IOException {
        List<Change> changes = new ArrayList<>();
        Set<ObjectId> deleted = new HashSet<>();
        Set<ObjectId> added = new HashSet<>();
        walk.markStart(walk.parseCommit(head));
        if (since != null) {
            walk.markUninteresting(walk.parseCommit(since));
        }
        for (RevCommit commit : walk) {
            for (CanonicalTreeParser files = parser(commit.getTree()); !files.eof(); files.next(1)) {
                ObjectId blob = files.getEntryObjectId();
                String name = files.getEntryPathString();
                if (name.equals(ADDED) && !deleted.contains(blob) && added.add(blob)) {
                    changes.add(new Change(blob, null));
                } else if (name.equals(DELETED) && !added.contains(blob) && deleted.add(blob)) {
                    changes.add(new Change(null, blob));
                }
            }
        }
        return changes;
    }

    private Set<ObjectId> deletions() throws UnreadableException {
        Set<ObjectId> deletions = new HashSet<>();
        Optional<String> head = head();
        if (head.isPresent()) {
            for (Change change : changes(ObjectId.fromString(head.get()), null)) {
                if (change.deleted() != null) {
                    deletions.add(change.deleted());
                }
            }
        }
        return deletions;
    }

    /// The epochs of the same inbox that come later, or earlier.
    private List<Path> epochs(boolean later) throws IOException {
        List<Path> epochs = new ArrayList<>();
        Path parent = folder.getParent();
        int own = epoch(folder);
        if (own < 0 || parent == null) {
            return epochs;
        }
        try (DirectoryStream<Path> beside = Files.newDirectoryStream(parent, "*.git")) {
            for (Path other : beside) {
                int number = epoch(other);
                if (number >= 0 && number != own && number > own == later) {
                    epochs.add(other);
                }
            }
        }
        return epochs;
    }

    private static int epoch(Path folder) {
        var number = EPOCH.matcher(String.valueOf(folder.getFileName()));
        return number.matches() ? Integer.parseInt(number.group(1)) : -1;
    }

    private void readMail(ObjectId blob, Sink sink) throws IOException {
        String path = folder + "/" + blob.name();
        try (InputStream in = opened(blob)) {
            new SingleMailReader().read(in, path, sink);
        } catch (UnreadableException e) {
            sink.problem(e.problem(new Location(path, 0, 0)));
        }
    }

    private InputStream opened(ObjectId blob) throws UnreadableException {
        try {
            return new SourceStream(reader.open(blob).openStream());
        } catch (IOException | RuntimeException e) {
            throw UnreadableException.of(e);
        }
    }
}
