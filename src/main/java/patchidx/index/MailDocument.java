package patchidx.index;

import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;
import patchidx.field.PatchField;
import patchidx.series.MailSummary;
import patchidx.series.Standing;

/// What Lucene gets of a mail: everything that can be asked, the bytes, and the keys by which copies find each other.
final class MailDocument {
    /// Key by which entries of dumps and whole mails find each other.
    static final String CONTENT = "_content";
    /// The same key again, of mails that have an entry without a Message-ID among their copies.
    static final String BARE = "_bare";

    /// How many bytes the copies of a mail have.
    static final String BYTES = "_bytes";

    private MailDocument() {}

    /// @param standing where it stands among other mails, as far as that is known; null if it belongs to no series
    static Document of(StoredMail mail, @Nullable Standing standing) {
        Document document = new Document();
        Entry entry = mail.entry().withStanding(standing);
        if (!mail.isBeside()) {
            Summaries.write(mail.summary(), document);
        }
        if (standing != null) {
            document.add(new BinaryDocValuesField(Relations.STANDING, SummaryCodec.encode(standing)));
        }
        for (PatchField field : PatchField.asked()) {
            FieldCodec.write(field, entry, document);
        }
        mail.store(document);
        document.add(new StringField(PatchIndex.KEY, mail.key(), Field.Store.NO));
        document.add(new NumericDocValuesField(PatchIndex.PLACE, mail.place()));
        long bytes = 0;
        for (MailCopy copy : mail.copies()) {
            bytes += copy.raw().bytes().length;
            String key = MatchKeys.of(copy);
            document.add(new StringField(CONTENT, key, Field.Store.NO));
            if (!copy.isIdentified()) {
                document.add(new StringField(BARE, key, Field.Store.NO));
            }
        }
        document.add(new NumericDocValuesField(BYTES, bytes));
        return document;
    }

    /// The document of a mail whose standing is still to be found out.
    static Document of(StoredMail mail) {
        MailSummary summary = mail.summary();
        return of(mail, summary.isPosted() ? Standing.unknown(summary.id()) : null);
    }

    static Term idTerm(MailCopy copy) {
        return new Term(PatchField.ID.label(), FieldCodec.term(copy.patch().id()));
    }

    static Term bareTerm(MailCopy copy) {
        return new Term(BARE, MatchKeys.of(copy));
    }

    static Term contentTerm(MailCopy copy) {
        return new Term(CONTENT, MatchKeys.of(copy));
    }
}
