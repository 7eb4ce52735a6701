package patchidx.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import patchidx.source.FileNames;
import patchidx.source.GitInbox;
import patchidx.source.Location;
import patchidx.source.Problem;

/// Which files and git repositories were read to the end, as they were then, and which could not be, with the members
/// of archives and the folders that could not be. Lies in the index beside the mails, so that one commit moves both.
final class Ledger {
    /// Has the path of the file as its term.
    static final String FILE = "_file";
    /// Has a term in the lines of all that could not be read to its end: one of the next three.
    static final String UNREADABLE = "_file_unreadable";

    /// The term of files and git repositories.
    static final String FILES = "";
    /// The term of members of archives. Archives have a line of their own.
    static final String MEMBERS = "member";
    /// The term of folders, and of what else a walk cannot go through. What it finds there has lines of its own.
    static final String FOLDERS = "folder";

    private static final String STATE = "_file_state";
    /// Has the path and the state as its term, if the file was read to its end.
    private static final String READ = "_file_read";
    private static final String REASON = "_file_reason";
    private static final String KIND = "_file_kind";
    /// Path of the archive that a member lies in.
    private static final String ARCHIVE = "_file_archive";

    /// Has a term in the lines of files that something is odd about which concerns no mail in the index.
    private static final String ODD = "_file_odd";
    /// What is odd, a value each: kind, offset, length and the length of the path, with NULs between them, then path
    /// and detail, which may have NULs of their own.
    private static final String PROBLEM = "_file_problem";

    private static final int LONGEST_PATH = 8000;

    private final WritableIndex index;
    private @Nullable IndexSearcher partsOf;
    private final List<Part> parts = new ArrayList<>();

    Ledger(WritableIndex index) {
        this.index = index;
    }

    /// A line of the ledger.
    ///
    /// @param path absolute path of the file or repository
    /// @param state what it was like when it was read to its end, or else null; of a repository that is half
    /// in, how far that is ([GitInbox#onTheWay])
    /// @param failure why it could not be read to its end when that was tried last, or else null
    /// @param odd what is odd about what lies in it, but for mails and for members that could not be read
    record Line(
            String path, @Nullable String state, @Nullable Failure failure, List<Problem> odd) {
        Line {
            odd = List.copyOf(odd);
        }

        /// The line in a document; null if the document is none.
        static @Nullable Line from(Document document) {
            String path = document.get(FILE);
            if (path == null) {
                return null;
            }
            List<Problem> odd =
                    Stream.of(document.getValues(PROBLEM)).map(Line::problem).toList();
            return new Line(path, document.get(STATE), Failure.from(document), odd);
        }

        /// What is odd about it, and first, whether it could not be read to its end.
        List<Problem> problems() {
            if (failure == null) {
                return odd;
            }
            Problem unread = new Problem(failure.kind(), new Location(path, 0, 0), failure.reason());
            return Stream.concat(Stream.of(unread), odd.stream()).toList();
        }

        private static String text(Problem problem) {
            Location where = problem.where();
            return String.join(
                    "\0",
                    problem.kind().label(),
                    Long.toString(where.offset()),
                    Long.toString(where.length()),
                    Integer.toString(where.path().length()),
                    where.path() + problem.detail());
        }

        private static Problem problem(String text) {
            String[] part = text.split("\0", 5);
            int path = Integer.parseInt(part[3]);
            Location where = new Location(part[4].substring(0, path), Long.parseLong(part[1]), Long.parseLong(part[2]));
            return new Problem(Problem.Kind.labelled(part[0]), where, part[4].substring(path));
        }
    }

    /// Why something could not be read to its end.
    ///
    /// @param term what it is: [#FILES], [#MEMBERS] or [#FOLDERS]
    /// @param archive path of the file that a member lies in; null if it is none
    record Failure(
            String term,
            Problem.Kind kind,
            String reason,
            @Nullable String archive) {
        static Failure ofFile(Problem.Kind kind, String reason) {
            return new Failure(FILES, kind, reason, null);
        }

        static @Nullable Failure from(Document document) {
            String reason = document.get(REASON);
            if (reason == null) {
                return null;
            }
            return new Failure(
                    Objects.requireNonNullElse(document.get(UNREADABLE), FILES),
                    Problem.Kind.labelled(document.get(KIND)),
                    reason,
                    document.get(ARCHIVE));
        }
    }

    /// Whether a file or repository was read to its end when it was in that state. Looks for a term
    /// and makes no search of it, as it is asked for each file of a Maildir again and again.
    boolean hasRead(String path, String state) throws IOException {
        BytesRef term = read(path, state);
        for (Part part : parts()) {
            if (part.states().seekExact(term) && part.hasLine()) {
                return true;
            }
        }
        return false;
    }

    /// Where one part of the index has the terms of [#READ]. Files come in the order of their paths, as these
    /// terms do, so looking for the next one begins where the last one was found.
    ///
    /// @param live null if no line was deleted
    private record Part(@Nullable Bits live, TermsEnum states) {
        /// Whether a line that is not deleted has the term last looked for.
        boolean hasLine() throws IOException {
            PostingsEnum lines = states.postings(null, PostingsEnum.NONE);
            while (lines.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (live == null || live.get(lines.docID())) {
                    return true;
                }
            }
            return false;
        }
    }

    private List<Part> parts() throws IOException {
        if (!index.settled().equals(partsOf)) {
            partsOf = index.settled();
            parts.clear();
            for (LeafReaderContext leaf : partsOf.getLeafContexts()) {
                LeafReader reader = leaf.reader();
                Terms states = reader.terms(READ);
                parts.add(new Part(reader.getLiveDocs(), states == null ? TermsEnum.EMPTY : states.iterator()));
            }
        }
        return parts;
    }

    /// The line of a file or repository; null if there is none.
    @Nullable
    Line line(String path) throws IOException {
        IndexSearcher searcher = index.settled();
        for (ScoreDoc found : searcher.search(new TermQuery(term(path)), 1).scoreDocs) {
            return Line.from(searcher.storedFields().document(found.doc));
        }
        return null;
    }

    /// Notes that something is read anew. A commit in between, with some of its mails, must not say that it is as it
    /// was.
    ///
    /// @param state how far it is if it ends in the middle; null to read it from its start then
    void begin(String path, @Nullable String state) throws IOException {
        if (state == null) {
            index.delete(new TermQuery(term(path)));
        } else {
            Line before = line(path);
            write(new Line(path, state, null, before == null ? List.of() : before.odd()));
        }
    }

    void write(Line line) throws IOException {
        Document document = new Document();
        document.add(new StringField(FILE, line.path(), Field.Store.YES));
        if (line.state() != null) {
            document.add(new StoredField(STATE, line.state()));
        }
        Failure failure = line.failure();
        if (failure == null && line.state() != null) {
            document.add(new StringField(READ, read(line.path(), line.state()), Field.Store.NO));
        }
        if (failure != null) {
            document.add(new StringField(UNREADABLE, failure.term(), Field.Store.YES));
            document.add(new StoredField(KIND, failure.kind().label()));
            document.add(new StoredField(REASON, failure.reason()));
            if (failure.archive() != null) {
                document.add(new StringField(ARCHIVE, failure.archive(), Field.Store.YES));
            }
        }
        if (!line.odd().isEmpty()) {
            document.add(new StringField(ODD, "", Field.Store.NO));
            line.odd().forEach(problem -> document.add(new StoredField(PROBLEM, Line.text(problem))));
        }
        index.replace(term(line.path()), document);
    }

    /// Notes a member of an archive that cannot be read.
    void writeMember(String archive, Problem problem) throws IOException {
        Failure failure = new Failure(MEMBERS, problem.kind(), problem.detail(), archive);
        String path = problem.where().path();
        // Names in archives may be longer than any on a disk, and longer than a term may be.
        write(new Line(path.substring(0, Math.min(LONGEST_PATH, path.length())), null, failure, List.of()));
    }

    /// Notes a folder that cannot be gone through.
    void writeFolder(String path, String reason) throws IOException {
        write(new Line(path, null, new Failure(FOLDERS, Problem.Kind.UNREADABLE, reason, null), List.of()));
    }

    /// Forgets which members of an archive could not be read: it is read again.
    void forgetMembers(String archive) throws IOException {
        Term members = new Term(ARCHIVE, archive);
        if (index.settled().getIndexReader().docFreq(members) > 0) {
            index.delete(new TermQuery(members));
        }
    }

    /// Forgets which folders could not be gone through, from a path on: it is gone through again.
    void forgetFolders(String path) throws IOException {
        TermQuery folders = new TermQuery(new Term(UNREADABLE, FOLDERS));
        if (index.settled().count(folders) > 0) {
            index.delete(new BooleanQuery.Builder()
                    .add(folders, Occur.FILTER)
                    .add(at(path), Occur.FILTER)
                    .build());
        }
    }

    /// The files and repositories at a path and below it that it knew when the index was settled last, but for some.
    ///
    /// @param others paths that are not wanted, such as those that are there today
    List<String> filesAt(String path, Set<String> others) throws IOException {
        List<String> files = new ArrayList<>();
        for (LeafReaderContext leaf : index.settled().getLeafContexts()) {
            Terms terms = leaf.reader().terms(FILE);
            TermsEnum all = terms == null ? TermsEnum.EMPTY : terms.iterator();
            if (all.seekCeil(new BytesRef(path)) == TermsEnum.SeekStatus.END) {
                continue;
            }
            for (BytesRef term = all.term(); term != null && isFrom(path, term); term = all.next()) {
                String file = term.utf8ToString();
                boolean isBelow = file.equals(path) || file.startsWith(FileNames.below(path));
                if (isBelow && !others.contains(file) && isFile(line(file))) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    private static boolean isFrom(String path, BytesRef term) {
        return StringHelper.startsWith(term, new BytesRef(path));
    }

    private static boolean isFile(@Nullable Line line) {
        return line != null && (line.failure() == null || line.failure().term().equals(FILES));
    }

    /// Forgets what was read, and what could not be.
    void clear() throws IOException {
        index.delete(new TermRangeQuery(FILE, null, null, true, true));
    }

    /// How many lines there are.
    ///
    /// @param files files and git repositories that were read to their end
    /// @param unreadable files, members of archives and folders that could not be
    record Count(long files, long unreadable) {
        static Count of(IndexSearcher searcher) throws IOException {
            long unreadable = searcher.count(unreadableLines());
            return new Count(
                    searcher.getIndexReader().numDocs() - searcher.count(PatchIndex.everyMail()) - unreadable,
                    unreadable);
        }
    }

    /// How many lines there were when the index was settled last.
    Count count() throws IOException {
        return Count.of(index.settled());
    }

    /// Finds what could not be read to its end.
    private static Query unreadableLines() {
        return new TermRangeQuery(UNREADABLE, null, null, true, true);
    }

    /// Finds what could not be read to its end, and files that something is odd about.
    static Query oddLines() {
        return new BooleanQuery.Builder()
                .add(unreadableLines(), Occur.SHOULD)
                .add(new TermQuery(new Term(ODD, "")), Occur.SHOULD)
                .build();
    }

    /// Whether there is a line at the path or below it.
    boolean isKnown(String path) throws IOException {
        return index.settled().count(at(path)) > 0;
    }

    /// Forgets the file of that path, and all files in the folder of that path. The archive or repository that the path
    /// lies in is read again.
    void forget(String path) throws IOException {
        index.delete(at(path));
        for (int end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
            Line above = line(path.substring(0, end));
            if (above != null && above.state() != null) {
                index.delete(term(above.path()));
            }
        }
    }

    /// Finds the lines of what lies at the path or below it.
    private static Query at(String path) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(term(path)), Occur.SHOULD)
                .add(new PrefixQuery(term(FileNames.below(path))), Occur.SHOULD)
                .build();
    }

    private static BytesRef read(String path, String state) {
        return new BytesRef(path + '\0' + state);
    }

    private static Term term(String path) {
        return new Term(FILE, path);
    }
}
