package patchidx.index;

import java.util.EnumMap;
import java.util.SortedMap;
import java.util.TreeMap;
import patchidx.index.IngestEvent.FileFate;
import patchidx.index.IngestEvent.MailFate;
import patchidx.index.IngestEvent.MemberFate;
import patchidx.index.IngestEvent.Oddity;
import patchidx.index.IngestEvent.What;
import patchidx.source.Problem;

/// Counts what an ingest tells, and hands it on.
final class Tally implements IngestListener {
    private final IngestListener next;
    private final long start = System.nanoTime();
    private final SortedMap<String, Long> files = new TreeMap<>();
    private final SortedMap<String, Long> members = new TreeMap<>();
    private final EnumMap<What, Long> mails = new EnumMap<>(What.class);
    private final EnumMap<Problem.Kind, Long> problems = new EnumMap<>(Problem.Kind.class);
    private boolean lost;

    Tally(IngestListener next) {
        this.next = next;
    }

    @Override
    public void event(IngestEvent event) {
        switch (event) {
            case FileFate file -> files.merge(file.fate().label(), 1L, Long::sum);
            case MemberFate member -> members.merge(member.fate().label(), 1L, Long::sum);
            case MailFate mail -> mails.merge(mail.what(), 1L, Long::sum);
            case Oddity(var problem) -> {
                problems.merge(problem.kind(), 1L, Long::sum);
                lost |= problem.kind().effect() == Problem.Effect.LOST;
            }
        }
        next.event(event);
    }

    IngestTotals totals(long forgotten, boolean stopped) {
        return new IngestTotals(
                files,
                members,
                new TreeMap<>(mails),
                new TreeMap<>(problems),
                forgotten,
                lost,
                stopped,
                (System.nanoTime() - start) / 1e9);
    }
}
