package patchidx.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
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
import patchidx.source.RawMail;

/// What the walks of an ingest met. What an earlier ingest read in the same folders and they did not meet is there no
/// longer, or under another name.
final class WalkedFiles {
    private final WritableIndex index;
    private final Ledger ledger;
    private final List<String> starts = new ArrayList<>();
    private final List<String> closed = new ArrayList<>();
    private final Set<String> met = new HashSet<>();

    /// Of those met, the ones that nothing was read of.
    private final Set<String> metInVain = new HashSet<>();

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

    /// Notes a file or git repository, and what became of it.
    void met(String path, Fate fate) {
        met.add(path);
        if (!(fate instanceof Fate.Read || fate instanceof Fate.Unchanged)) {
            metInVain.add(path);
        }
    }

    /// The files that an earlier ingest read below the starts, and that were not met: [Fate.Moved] or [Fate.Gone] by
    /// path. Right once all walks are over, as a mail may move from one folder to another.
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

    /// Which of the files are mails of Maildirs that lie there under another name, byte for byte as they were read, and
    /// what it is.
    private Map<String, String> renamed(Set<String> missing) throws IOException {
        Map<String, String> lost = new HashMap<>();
        for (String path : missing) {
            MaildirNames.identity(path).ifPresent(identity -> lost.put(identity, path));
        }
        Map<String, String> renamed = new HashMap<>();
        for (String path : lost.isEmpty() ? Set.<String>of() : met) {
            String before = MaildirNames.identity(path).map(lost::get).orElse(null);
            if (before != null && !metInVain.contains(path) && isOneMailAsIn(before, Path.of(path))) {
                renamed.put(before, path);
            }
        }
        return renamed;
    }

    /// Whether one mail was read from a path, when the index was settled last, and a file holds the same bytes.
    private boolean isOneMailAsIn(String path, Path file) throws IOException {
        List<RawMail> mails = StalePlaces.mailsAt(path, index.settled());
        if (mails.size() != 1) {
            return false;
        }
        byte[] bytes = mails.getFirst().bytes();
        try {
            return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException e) {
            return false; // whatever it is, it is not there
        }
    }
}
