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
    /// Keys of the copies with a Message-ID of their own, by which entries of dumps without one find them.
    private static final String IDENTIFIED = "_identified";
    /// Keys of the copies without a Message-ID, by which whole mails find them.
    private static final String BARE = "_bare";

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
            Term key = keyTerm(copy);
            document.add(new StringField(key.field(), key.text(), Field.Store.NO));
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
        return new Term(PatchField.ID.label(), FieldCodec.term(copy.id()));
    }

    /// The term by which copies of the other sort find it: those with a Message-ID the ones without, and the reverse.
    static Term keyTerm(MailCopy copy) {
        return new Term(
                copy.marks().isIdentified() ? IDENTIFIED : BARE, copy.marks().key());
    }

    /// The term of the copies of the other sort that it may be one mail with.
    static Term counterpartTerm(MailCopy copy) {
        return new Term(
                copy.marks().isIdentified() ? BARE : IDENTIFIED, copy.marks().key());
    }
}
