package patchidx.index;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import patchidx.field.PatchField;
import patchidx.series.MailSummary;
import patchidx.series.Series;
import patchidx.series.Standing;

/// Keeps up to date where mails stand among others: only what other mails have changed is written.
final class StandingWriter {
    private final WritableIndex index;
    private final Relations relations;
    private final Map<String, MailSummary> covered = new HashMap<>();
    private final Set<String> written = new HashSet<>();

    /// @param index with everything that was written in sight ([WritableIndex#settle])
    StandingWriter(WritableIndex index) {
        this.index = index;
        this.relations = new Relations(index.settled().getIndexReader());
    }

    /// Writes the standing of all mails that one may have changed.
    ///
    /// @param mail one that came or went
    void update(MailSummary mail) throws IOException {
        for (Series series : mail.isPosted() ? concernedBy(mail) : relations.answered(mail)) {
            update(series);
        }
    }

    /// What is around one mail of a series is around all others, too, and looked at once.
    private Collection<Series> concernedBy(MailSummary mail) throws IOException {
        if (mail.equals(covered.get(mail.id()))) {
            return List.of();
        }
        List<Series> around = relations.around(mail);
        around.forEach(series -> series.mails().forEach(part -> covered.put(part.id(), part)));
        for (MailSummary letter : relations.announcements(mail, around)) {
            index.update(term(letter.id()), FieldCodec.standing(null));
        }
        return relations.concernedBy(mail, around);
    }

    private void update(Series start) throws IOException {
        if (written.contains(start.id())) {
            return;
        }
        for (Series series : relations.linked(start)) {
            if (written.add(series.id())) {
                for (Map.Entry<String, Standing> standing :
                        relations.standings(series).entrySet()) {
                    write(standing.getKey(), standing.getValue());
                }
            }
        }
    }

    private void write(String id, Standing standing) throws IOException {
        index.update(term(id), FieldCodec.standing(standing));
    }

    private static Term term(String id) {
        return new Term(PatchField.ID.label(), FieldCodec.term(id));
    }
}
