package patchidx.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import patchidx.index.IngestEvent.Fate;
import patchidx.source.FileNames;
import patchidx.source.MaildirNames;

/// What the walks of an ingest met. What an earlier ingest read in the same folders and they did not meet is there no
/// longer, or under another name.
final class WalkedFiles {
    private final WritableIndex index;
    private final Ledger ledger;
    private final List<String> starts = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    WalkedFiles(WritableIndex index, Ledger ledger) {
        this.index = index;
        this.ledger = ledger;
    }

    /// Notes where a walk begins.
    void start(String path) {
        starts.add(path);
    }

    /// Notes a folder that cannot be walked through. Who knows what is gone there?
    void closed(String folder) {
        closed.add(FileNames.below(folder));
    }

    /// Notes a file or git repository.
    void met(String path) {
        met.add(path);
    }

    /// The files that an earlier ingest read below the starts, and that were not met: [Fate.Moved] or [Fate.Gone]
    /// by path. Right once all walks are over, as a mail may move from one folder to another, and all mails of this
    /// ingest are settled.
    SortedMap<String, Fate> missing() throws IOException {
        SortedSet<String> missing = new TreeSet<>();
        for (String start : starts) {
            missing.addAll(ledger.filesAt(start, met));
        }
        missing.removeIf(path -> closed.stream().anyMatch(path::startsWith));
        Map<String, String> renamed = renamed(missing);
        SortedMap<String, Fate> fates = new TreeMap<>();
        for (String path : missing) {
            String today = renamed.get(path);
            fates.put(path, today == null ? new Fate.Gone() : new Fate.Moved(today));
        }
        return fates;
    }

    /// Which of the files are mails of Maildirs that were read there under another name, byte for byte, and what it is.
    private Map<String, String> renamed(Set<String> missing) throws IOException {
        Map<String, List<String>> lost = new HashMap<>();
        for (String path : missing) {
            MaildirNames.identity(path)
                    .ifPresent(identity -> lost.computeIfAbsent(identity, any -> new ArrayList<>())
                            .add(path));
        }
        Map<String, String> renamed = new HashMap<>();
        for (String today : lost.isEmpty() ? Set.<String>of() : met) {
            for (String before : MaildirNames.identity(today).map(lost::get).orElse(List.of())) {
                if (areOneMail(before, today)) {
                    renamed.put(before, today);
                }
            }
        }
        return renamed;
    }

    /// Whether one and the same mail was read from two files.
    private boolean areOneMail(String before, String today) throws IOException {
        List<MailCopy> one = MailsAt.ofFile(before, index.settled());
        List<MailCopy> other = MailsAt.ofFile(today, index.settled());
        return one.size() == 1
                && other.size() == 1
                && one.getFirst().content().equals(other.getFirst().content());
    }
}
