package patchidx.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A file beside the index that says who writes it. The lock is Lucene's; this only gives the holder a name.
///
/// @param process its id
/// @param since when it began
record WriterNote(long process, Instant since) {
    static final String NAME = "patchidx.writer";
    private static final Pattern TEXT = Pattern.compile("process (\\d{1,18}) since (\\S+)\\s*");

    static WriterNote ofThisProcess() {
        return new WriterNote(ProcessHandle.current().pid(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    /// Leaves the note, if there is room for it.
    void leave(Path folder) {
        try {
            Files.writeString(folder.resolve(NAME), this + "\n");
        } catch (IOException e) {
            remove(folder); // half a note tells nobody anything
        }
    }

    static void remove(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve(NAME));
        } catch (IOException e) {
            // the next writer puts its own in its place
        }
    }

    /// The note in a folder; empty if there is none, or none that can be understood.
    static Optional<WriterNote> in(Path folder) {
        try {
            Matcher text = TEXT.matcher(Files.readString(folder.resolve(NAME)));
            return text.matches()
                    ? Optional.of(new WriterNote(Long.parseLong(text.group(1)), Instant.parse(text.group(2))))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) {
            return Optional.empty(); // it is a courtesy, not a promise
        }
    }

    @Override
    public String toString() {
        return "process " + process + " since " + since;
    }
}
