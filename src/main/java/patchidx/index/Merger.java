package patchidx.index;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.IORunnable;
import patchidx.index.IngestEvent.MailFate;
import patchidx.index.StalePlaces.Place;
import patchidx.series.MailSummary;

/// Groups anew what may be one mail: copies that come in, and copies of mails whose places are gone.
final class Merger {
    private final WritableIndex index;
    private final Workers workers;
    private final StalePlaces stale = new StalePlaces();
    private final Consumer<MailSummary> touched;
    private long forgotten;

    /// @param touched hears of the mails that come or go
    Merger(WritableIndex index, Workers workers, Consumer<MailSummary> touched) {
        this.index = index;
        this.workers = workers;
        this.touched = touched;
    }

    /// How many mails left the index, since the last place they were at holds them no longer.
    long forgotten() {
        return forgotten;
    }

    /// Takes in copies of which each may belong to a mail that is in the index.
    ///
    /// @param fates hears what became of them
    void merge(List<MailCopy> copies, IngestListener fates) throws IOException {
        if (copies.isEmpty()) {
            return;
        }
        Deque<Family> families;
        try (DirectoryReader now = index.now()) {
            families = new ArrayDeque<>(Family.of(copies, new IndexSearcher(now), workers));
        }
        InOrder<Merged> merges = new InOrder<>(workers, merged -> {
            merged.touched().forEach(touched);
            merged.fates().forEach(fates::event);
        });
        while (!families.isEmpty()) {
            Family family = families.remove(); // not kept: what was read of it takes room
            merges.start(family.bytes(), () -> merged(family));
        }
        merges.finish();
    }

    /// What came of a family.
    private record Merged(List<MailSummary> touched, List<MailFate> fates) {}

    /// Called on many threads at once, each with a family of its own.
    private Merged merged(Family family) throws IndexWriteException {
        family.regroup(new StalePlaces());
        return new Merged(replace(family), family.fates());
    }

    /// Has [#sweep] take what is no longer there out of the index.
    ///
    /// @param path of what was read to its end: a file, or an archive with all in it
    /// @param read every place that a mail was read from there
    void forgetAllBut(String path, Collection<Place> read) {
        stale.add(path, read);
    }

    /// @param swept comes behind each group of mails that some place of was taken out
    void sweep(IORunnable swept) throws IOException {
        if (stale.isEmpty()) {
            return;
        }
        try (DirectoryReader now = index.now()) {
            Family.without(stale, new IndexSearcher(now), family -> {
                family.regroup(stale);
                replace(family).forEach(touched);
                forgotten += family.forgotten();
                swept.run();
            });
        }
        stale.clear();
    }

    /// @return the mails that come or go
    private List<MailSummary> replace(Family family) throws IndexWriteException {
        List<MailSummary> mails = new ArrayList<>();
        List<StoredMail> outdated = family.outdated();
        List<StoredMail> changed = family.changed();
        if (!outdated.isEmpty() || !changed.isEmpty()) {
            family.standIns().forEach(mail -> mails.add(mail.summary()));
        }
        for (StoredMail old : outdated) {
            index.delete(new Term(PatchIndex.KEY, old.key()));
            mails.add(old.summary());
        }
        for (StoredMail mail : changed) {
            index.add(MailDocument.of(mail));
            mails.add(mail.summary());
            mail.first().letGo();
        }
        return mails;
    }
}
