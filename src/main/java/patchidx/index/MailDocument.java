package patchidx.index;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.Term;
import patchidx.field.Entry;
import patchidx.field.PatchField;

/// What Lucene gets of a mail: everything that can be asked, the bytes, and the keys by which copies find each other.
final class MailDocument {
    /// Key by which entries of dumps and whole mails find each other.
    static final String CONTENT = "_content";
    /// The same key again, of mails that have an entry without a Message-ID among their copies.
    static final String BARE = "_bare";

    /// How many bytes the copies of a mail have.
    static final String BYTES = "_bytes";

    private MailDocument() {}

    static Document of(StoredMail mail) {
        Document document = new Document();
        Entry entry = mail.entry();
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
