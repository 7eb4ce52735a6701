package patchidx.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import patchidx.series.Standing;
import patchidx.source.Location;

/// Looks whether an index keeps what it promises: Lucene's checksums and structures, and that each mail, read again
/// from its bytes, is found by what it says.
public final class IndexCheck {
    private final IndexSearcher searcher;
    private final Relations relations;
    private final Consumer<String> findings;
    private final SeenKeys places = new SeenKeys();
    private final SeenKeys mailsAtPlaces = new SeenKeys();
    private long mails;
    private long files;
    private long wrong;

    private IndexCheck(IndexSearcher searcher, Consumer<String> findings) {
        this.searcher = searcher;
        this.relations = new Relations(searcher.getIndexReader());
        this.findings = findings;
    }

    /// What a check comes to.
    ///
    /// @param mails how many were read again
    /// @param files how many files were read to their end
    public record Result(long mails, long files) {}

    /// Checks the index in a folder, which nobody may write meanwhile.
    ///
    /// @param patience how long to wait for another process that writes the index
    /// @param findings hears which promises are broken, a sentence each
    /// @throws IndexProblem if anything is wrong
    public static Result run(Path folder, Duration patience, Consumer<String> findings)
            throws IOException, IndexProblem {
        IndexFolder.checkHoldsIndex(folder);
        try (WritableIndex.Guard guard = WritableIndex.guard(folder, patience)) {
            String damage = damage(guard);
            if (!damage.isEmpty()) {
                throw IndexFolder.damaged(folder, damage);
            }
            PatchIndex.open(folder).close(); // says so if it is of another table
            try (DirectoryReader reader = DirectoryReader.open(guard.directory())) {
                IndexCheck check = new IndexCheck(new IndexSearcher(reader), findings);
                for (LeafReaderContext leaf : reader.leaves()) {
                    check.part(leaf.reader());
                }
                if (check.wrong > 0) {
                    throw IndexFolder.damaged(folder, "it does not keep what it promises");
                }
                return new Result(check.mails, check.files);
            }
        } catch (IOException e) {
            throw IndexFolder.unusable(folder, e);
        }
    }

    /// What Lucene finds wrong; empty if nothing.
    private static String damage(WritableIndex.Guard guard) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (CheckIndex lucene = new CheckIndex(guard.directory(), guard.lock());
                PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            lucene.setInfoStream(out, false);
            if (lucene.checkIndex().clean) {
                return "";
            }
        }
        return said.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> line.contains("ERROR") || line.contains("Exception:"))
                .findFirst()
                .orElse("Lucene finds it damaged");
    }

    private void part(LeafReader part) throws IOException {
        Bits live = part.getLiveDocs();
        for (int document = 0; document < part.maxDoc(); document++) {
            if (live == null || live.get(document)) {
                Document stored = part.storedFields().document(document);
                Ledger.Line line = Ledger.Line.from(stored);
                if (line == null) {
                    mails++;
                    mail(part, document, stored);
                } else {
                    files += line.failure() == null ? 1 : 0;
                    line(line);
                }
            }
        }
    }

    private void line(Ledger.Line line) throws IOException {
        if (searcher.count(new TermQuery(new Term(Ledger.FILE, line.path()))) != 1) {
            wrong("the ledger has two lines for " + line.path());
        }
    }

    private void mail(LeafReader part, int document, Document stored) throws IOException {
        StoredMail mail;
        try {
            mail = StoredMail.from(stored);
            mail.first().patch();
        } catch (RuntimeException e) {
            wrong("the bytes of a mail cannot be read: " + e.getMessage());
            return;
        }
        places(mail);
        if (searcher.count(new TermQuery(new Term(PatchIndex.KEY, mail.key()))) != 1) {
            wrong("not one mail has the key " + mail.key());
        }
        Standing standing = PatchIndex.standing(part, document);
        Standing found = relations.standing(mail.summary());
        if (!Objects.equals(standing, found)) {
            wrong(mail.key() + " stands at " + standing + " and should at " + found);
        }
        Document should = MailDocument.of(mail, standing);
        for (IndexableField field : should) {
            if (isTerm(field) && !hasTerm(part, document, field)) {
                wrong(mail.key() + " is not found by " + field.name() + " " + field.stringValue());
            }
        }
        sorting(part, document, should, mail.key());
    }

    private void sorting(LeafReader part, int document, Document should, String key) throws IOException {
        // A field may be in the mail and not in this part of the index, or the other way round.
        Map<String, DocValuesType> types = new TreeMap<>();
        for (FieldInfo info : part.getFieldInfos()) {
            types.put(info.name, info.getDocValuesType());
        }
        for (IndexableField field : should) {
            types.putIfAbsent(field.name(), DocValuesType.NONE);
        }
        for (var type : types.entrySet()) {
            Set<String> values = values(part, document, type.getKey(), type.getValue());
            Set<String> wanted = values(should, type.getKey());
            if (!values.equals(wanted)) {
                wrong(key + " is sorted by " + type.getKey() + " " + values + " and should be by " + wanted);
            }
        }
    }

    /// At one place in a file lies one mail. The copy of a dump may belong to several mails, with the same bytes.
    /// Members of an archive may share a name, and standard input gives something else each time.
    private void places(StoredMail mail) throws IOException {
        for (MailCopy copy : mail.copies()) {
            for (Location place : copy.sources()) {
                String where = place.path() + ":" + place.offset() + "+" + place.length();
                boolean isNew = places.add(where);
                if (mailsAtPlaces.add(where + "#" + copy.content().hashCode()) && !isNew && isFile(place.path())) {
                    wrong("two mails lie at " + where);
                }
            }
        }
    }

    private boolean isFile(String path) throws IOException {
        return searcher.getIndexReader().docFreq(new Term(Ledger.FILE, path)) > 0;
    }

    /// Whether the field is one term as it stands. Words are made by an analyzer, and Lucene's checksums cover them.
    private static boolean isTerm(IndexableField field) {
        return field.fieldType().indexOptions() != IndexOptions.NONE
                && !field.fieldType().tokenized()
                && field.stringValue() != null;
    }

    private static boolean hasTerm(LeafReader part, int document, IndexableField field) throws IOException {
        var terms = part.terms(field.name());
        if (terms == null) {
            return false;
        }
        TermsEnum all = terms.iterator();
        if (!all.seekExact(new BytesRef(String.valueOf(field.stringValue())))) {
            return false;
        }
        PostingsEnum documents = all.postings(null, PostingsEnum.NONE);
        int found = documents.advance(document);
        return found != DocIdSetIterator.NO_MORE_DOCS && found == document;
    }

    private static Set<String> values(LeafReader part, int document, String field, DocValuesType type)
            throws IOException {
        Set<String> values = new TreeSet<>();
        switch (type) {
            case SORTED -> {
                SortedDocValues sorted = part.getSortedDocValues(field);
                if (sorted.advanceExact(document)) {
                    values.add(text(sorted.lookupOrd(sorted.ordValue())));
                }
            }
            case SORTED_SET -> {
                SortedSetDocValues sorted = part.getSortedSetDocValues(field);
                if (sorted.advanceExact(document)) {
                    for (int left = sorted.docValueCount(); left > 0; left--) {
                        values.add(text(sorted.lookupOrd(sorted.nextOrd())));
                    }
                }
            }
            case SORTED_NUMERIC -> {
                SortedNumericDocValues sorted = part.getSortedNumericDocValues(field);
                if (sorted.advanceExact(document)) {
                    for (int left = sorted.docValueCount(); left > 0; left--) {
                        values.add(Long.toString(sorted.nextValue()));
                    }
                }
            }
            case NUMERIC -> {
                NumericDocValues number = part.getNumericDocValues(field);
                if (number.advanceExact(document)) {
                    values.add(Long.toString(number.longValue()));
                }
            }
            case BINARY -> {
                BinaryDocValues binary = part.getBinaryDocValues(field);
                if (binary.advanceExact(document)) {
                    values.add(text(binary.binaryValue()));
                }
            }
            case NONE -> {}
        }
        return values;
    }

    private static Set<String> values(Document should, String name) {
        Set<String> values = new TreeSet<>();
        for (IndexableField field : should) {
            if (field.name().equals(name) && field.fieldType().docValuesType() != DocValuesType.NONE) {
                values.add(
                        field.binaryValue() == null || field.numericValue() != null
                                ? String.valueOf(field.numericValue())
                                : text(field.binaryValue()));
            }
        }
        return values;
    }

    /// The bytes as a text, one character each.
    private static String text(BytesRef bytes) {
        return new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.ISO_8859_1);
    }

    private void wrong(String finding) {
        wrong++;
        findings.accept(finding);
    }
}
