package patchidx.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import patchidx.index.IngestEvent.MailFate;
import patchidx.index.IngestEvent.Oddity;
import patchidx.index.IngestEvent.What;
import patchidx.series.MailSummary;
import patchidx.source.Problem;
import patchidx.source.RawMail;

/// Writes mails into an index, on as many threads as there are cores, up to eight.
///
/// A mail whose Message-ID nobody has seen goes straight in. One that may be a further copy of a known mail waits until
/// everything read so far is in, and then all copies are grouped anew ([Merger]).
final class MailWriter implements Closeable {
    private static final int BATCH_MAILS = 128;
    private static final long BATCH_BYTES = 1 << 20;

    /// What was read of larger mails doesn't wait with them.
    private static final int LARGE = 64 << 10;
    private static final int WAITING_MAILS = 2048;
    private static final long WAITING_BYTES = 16 << 20;

    /// Summaries of mails that came or went, each of a kilobyte or more, are in memory until these are placed among
    /// others.
    private static final int MOST_TOUCHED = 60_000;

    private final WritableIndex index;
    private final IngestListener listener;
    private final int mostTouched;
    private final Merger merger;
    private final Ledger ledger;
    private final Workers workers = new Workers();

    private List<Step> batch = new ArrayList<>();
    private long batchBytes;
    private final InOrder<Done> batches = new InOrder<>(workers, this::take);
    private List<MailCopy> waiting = new ArrayList<>();
    private final Deque<MailSummary> touched = new ArrayDeque<>();
    private long waitingBytes;
    private final List<EndOfFile> ends = new ArrayList<>();

    private final SeenKeys seenIds = new SeenKeys();
    private final SeenKeys bareKeys = new SeenKeys();

    /// @param index closed with the writer
    /// @param listener hears what becomes of every mail
    MailWriter(WritableIndex index, IngestListener listener) {
        this(index, listener, MOST_TOUCHED);
    }

    /// @param mostTouched how many mails may wait to be placed among others
    MailWriter(WritableIndex index, IngestListener listener, int mostTouched) {
        this.index = index;
        this.listener = listener;
        this.mostTouched = mostTouched;
        this.merger = new Merger(index, workers, touched::add);
        this.ledger = new Ledger(index);
    }

    static MailWriter open(Path folder) throws IOException, IndexProblem {
        return new MailWriter(WritableIndex.open(folder, Duration.ZERO), event -> {});
    }

    /// What a batch has to do, one after another.
    private sealed interface Step {
        record Read(MailCopy copy) implements Step {}

        record Tell(IngestEvent event) implements Step {}
    }

    /// What came of a batch.
    ///
    /// @param waiting copies that may belong to known mails
    private record Done(List<IngestEvent> events, List<MailCopy> waiting, List<MailSummary> added) {}

    /// What is done when all mails of a file are in.
    interface EndOfFile {
        void run() throws IOException;
    }

    WritableIndex index() {
        return index;
    }

    /// How many mails there were in the index when it was settled last.
    long mails() throws IOException {
        return index.settled().count(PatchIndex.everyMail());
    }

    Ledger ledger() {
        return ledger;
    }

    /// How many mails left the index, since the last place they were at holds them no longer.
    long forgotten() {
        return merger.forgotten();
    }

    void add(RawMail mail) throws IOException {
        add(new MailCopy(mail));
    }

    void add(MailCopy copy) throws IOException {
        batch.add(new Step.Read(copy));
        batchBytes += copy.raw().bytes().length;
        keepFlowing();
    }

    /// Tells an event when its turn has come, behind all that was given before.
    void tell(IngestEvent event) {
        batch.add(new Step.Tell(event));
    }

    /// Starts work on what was given, if it is enough.
    void keepFlowing() throws IOException {
        if (batch.size() >= BATCH_MAILS || batchBytes >= BATCH_BYTES) {
            submit();
        }
    }

    /// Has `end` run once all mails given so far are in.
    void endOfFile(EndOfFile end) {
        ends.add(end);
    }

    /// Whether the index had mails at the path, or below it, when it was settled last.
    boolean hasMailsAt(String path) throws IOException {
        return MailsAt.any(path, index.settled());
    }

    /// Takes the path, and everything below it, out of the index and out of the ledger, with the next commit. A mail
    /// stays as long as another place has it.
    void forget(String path) throws IOException {
        forgetAllBut(path, List.of());
        ledger.forget(path);
    }

    /// Takes what is no longer there out of the index, with the next commit. A mail stays as long as another place has
    /// it.
    ///
    /// @param path of what was read to its end: a file, or an archive with all in it
    /// @param read every place that a mail was read from there
    void forgetAllBut(String path, Collection<StalePlaces.Place> read) {
        merger.forgetAllBut(path, read);
    }

    /// Whether so much is known of the mails given since [#settle] that it should not become more.
    boolean isFull() {
        return seenIds.isFull() || bareKeys.isFull() || isCrowded();
    }

    /// Lets readers see all mails given so far, together with the ledger of the files that are wholly in.
    void commit() throws IOException {
        settle();
        index.commit();
    }

    /// Waits until all mails given so far are in, and starts from there.
    void settle() throws IOException {
        if (!batch.isEmpty()) {
            submit();
        }
        mergeWaiting();
        merger.sweep(() -> {
            if (isCrowded()) {
                placeAmongOthers();
            }
        });
        for (EndOfFile end : ends) {
            end.run();
        }
        ends.clear();
        placeAmongOthers();
        seenIds.clear();
        bareKeys.clear();
    }

    private boolean isCrowded() {
        return touched.size() >= mostTouched;
    }

    private void placeAmongOthers() throws IOException {
        index.settle();
        StandingWriter standings = new StandingWriter(index);
        while (!touched.isEmpty()) {
            standings.update(touched.remove()); // not kept: what it is placed among takes its room
        }
    }

    @Override
    public void close() throws IOException {
        workers.close(); // first, or their last tasks would meet a closed index
        index.close();
    }

    private void submit() throws IOException {
        List<Step> steps = batch;
        long bytes = batchBytes;
        batch = new ArrayList<>();
        batchBytes = 0;
        if (waiting.size() > WAITING_MAILS || waitingBytes > WAITING_BYTES) {
            mergeWaiting();
        }
        batches.start(bytes, () -> run(steps));
    }

    private void mergeWaiting() throws IOException {
        batches.finish();
        flush();
        List<MailCopy> copies = waiting;
        waiting = new ArrayList<>();
        waitingBytes = 0;
        merger.merge(copies, listener);
    }

    /// Each thread writes what it has in memory. Lucene would do it on this one alone, at the next look into the index.
    private void flush() throws IOException {
        workers.all(Collections.nCopies(workers.threads(), () -> {
            index.flush();
            return true;
        }));
    }

    private void take(Done done) {
        done.events().forEach(listener::event);
        waiting.addAll(done.waiting());
        touched.addAll(done.added());
        for (MailCopy copy : done.waiting()) {
            waitingBytes += copy.raw().bytes().length;
        }
    }

    /// Called on many threads at once.
    private Done run(List<Step> steps) throws IOException {
        Done done = new Done(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Step step : steps) {
            switch (step) {
                case Step.Read(var copy) -> read(copy, done);
                case Step.Tell(var event) -> done.events().add(event);
            }
        }
        return done;
    }

    /// Reads a mail. One that cannot be read must not stop the others.
    private void read(MailCopy copy, Done done) throws IOException {
        try {
            copy.patch();
        } catch (RuntimeException | StackOverflowError e) {
            done.events()
                    .add(new Oddity(
                            new Problem(Problem.Kind.BROKEN_MAIL, copy.raw().location(), e.toString())));
            done.events().add(new MailFate(copy.raw().location(), What.BROKEN, null));
            return;
        }
        copy.patch().problems().forEach(problem -> done.events().add(new Oddity(problem)));
        if (mayBeKnown(copy)) {
            if (copy.raw().bytes().length > LARGE) {
                copy.letGo();
            }
            done.waiting().add(copy);
        } else {
            index.add(MailDocument.of(new StoredMail(List.of(copy), null)));
            done.added().add(copy.summary());
            done.events().add(new MailFate(copy.raw().location(), What.ADDED, copy.id()));
        }
    }

    private boolean mayBeKnown(MailCopy copy) throws IOException {
        boolean firstOfId = seenIds.add(FieldCodec.term(copy.id()));
        String key = copy.marks().key();
        if (!copy.marks().isIdentified()) {
            bareKeys.add(key);
            return true;
        }
        return !firstOfId
                || bareKeys.contains(key)
                || index.settled().getIndexReader().docFreq(MailDocument.idTerm(copy)) > 0
                || index.settled().getIndexReader().docFreq(MailDocument.counterpartTerm(copy)) > 0;
    }
}
