package patchidx.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import patchidx.field.PatchField;
import patchidx.patch.Digests;
import patchidx.series.MailSummary;

/// The summaries of the mails in an index: those that have a mark, and those that have a Message-ID. Each is read once.
final class Summaries {
    static final String SUMMARY = "_summary";
    private static final String MARK = "_mark";

    /// A title, or a patch-id, that more mails have tells nothing.
    private static final int MOST_ALIKE = 300;

    /// Of several mails with one Message-ID the patch is meant.
    private static final Comparator<MailSummary> PATCHES_FIRST =
            Comparator.comparing(MailSummary::isPosted).reversed().thenComparing(MailSummary::toString);

    private final IndexReader reader;
    private @Nullable List<Part> parts;
    private final Set<String> common = new HashSet<>();
    private final Map<Integer, MailSummary> known = new HashMap<>();
    private final Map<String, Optional<MailSummary>> byId = new HashMap<>();

    Summaries(IndexReader reader) {
        this.reader = reader;
    }

    /// Keeps what a mail is found by.
    static void write(MailSummary mail, Document document) {
        document.add(new BinaryDocValuesField(SUMMARY, SummaryCodec.encode(mail)));
        for (String mark : mail.marks()) {
            document.add(new StringField(MARK, hash(mark), Field.Store.NO));
        }
    }

    private static BytesRef hash(String mark) {
        byte[] digest = Digests.sha256().digest(mark.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return new BytesRef(digest, 0, Long.BYTES);
    }

    /// Where one part of the index has its marks and Message-IDs. Looking for the next one begins where the last one
    /// was found.
    private record Part(LeafReaderContext leaf, TermsEnum marks, TermsEnum ids) {}

    private List<Part> parts() throws IOException {
        if (parts == null) {
            parts = new ArrayList<>();
            for (LeafReaderContext leaf : reader.leaves()) {
                parts.add(new Part(leaf, terms(leaf, MARK), terms(leaf, PatchField.ID.label())));
            }
        }
        return parts;
    }

    private static TermsEnum terms(LeafReaderContext leaf, String field) throws IOException {
        Terms terms = leaf.reader().terms(field);
        return terms == null ? TermsEnum.EMPTY : terms.iterator();
    }

    /// Those of the mails that have a mark.
    List<MailSummary> marked(String mark) throws IOException {
        return marked(mark, Integer.MAX_VALUE);
    }

    /// Those of the mails that have a mark; none if so many have it that it tells nothing.
    List<MailSummary> alike(String mark) throws IOException {
        List<MailSummary> mails = common.contains(mark) ? List.of() : marked(mark, MOST_ALIKE);
        if (mails.size() <= MOST_ALIKE) {
            return mails;
        }
        common.add(mark);
        return List.of();
    }

    /// @param most where to stop, one behind
    private List<MailSummary> marked(String mark, int most) throws IOException {
        BytesRef hash = hash(mark);
        List<MailSummary> mails = new ArrayList<>();
        for (Part part : parts()) {
            if (mails.size() <= most && part.marks().seekExact(hash)) {
                addMails(part.leaf(), part.marks(), most, mails);
            }
        }
        return mails;
    }

    /// That of the mail of any kind with a Message-ID; empty if there is none.
    Optional<MailSummary> mail(String id) throws IOException {
        Optional<MailSummary> mail = byId.get(id);
        if (mail == null) {
            mail = named(id);
            byId.put(id, mail);
        }
        return mail;
    }

    private Optional<MailSummary> named(String id) throws IOException {
        BytesRef term = new BytesRef(FieldCodec.term(id));
        List<MailSummary> mails = new ArrayList<>();
        for (Part part : parts()) {
            if (part.ids().seekExact(term)) {
                addMails(part.leaf(), part.ids(), Integer.MAX_VALUE, mails);
            }
        }
        return mails.stream().min(PATCHES_FIRST);
    }

    /// Adds those of the mails that have the term last looked for.
    private void addMails(LeafReaderContext leaf, TermsEnum term, int most, List<MailSummary> mails)
            throws IOException {
        LeafReader part = leaf.reader();
        Bits live = part.getLiveDocs();
        BinaryDocValues values = null;
        PostingsEnum found = term.postings(null, PostingsEnum.NONE);
        for (int at = found.nextDoc();
                at != DocIdSetIterator.NO_MORE_DOCS && mails.size() <= most;
                at = found.nextDoc()) {
            if (live != null && !live.get(at)) {
                continue;
            }
            MailSummary mail = known.get(leaf.docBase + at);
            if (mail == null) {
                values = values == null ? part.getBinaryDocValues(SUMMARY) : values;
                if (values == null || !values.advanceExact(at)) {
                    continue;
                }
                mail = SummaryCodec.decode(values.binaryValue());
                known.put(leaf.docBase + at, mail);
            }
            mails.add(mail);
        }
    }
}
