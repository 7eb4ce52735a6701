package patchidx.index;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import patchidx.source.ArchivePaths;
import patchidx.source.FileNames;

/// What is done to an index as a whole.
public final class Maintenance {
    private Maintenance() {}

    /// Puts all parts of an index into one, without what was deleted.
    public static void compact(Path folder, Duration patience) throws IOException, IndexProblem {
        IndexFolder.checkHoldsIndex(folder);
        try (WritableIndex index = WritableIndex.open(folder, patience)) {
            index.compact();
            index.commit();
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        } catch (IOException e) {
            throw IndexFolder.unusable(folder, e);
        }
    }

    /// What [#forget] took out.
    ///
    /// @param files files that had been read to their end
    /// @param unreadable files, members of archives and folders that could not be
    /// @param mails mails that no other place has
    /// @param unknown paths that nothing had been read from
    public record Forgotten(long files, long unreadable, long mails, List<String> unknown) {
        public Forgotten {
            unknown = List.copyOf(unknown);
        }
    }

    /// Takes files, folders with everything below them, archives and [ArchivePaths#STANDARD_INPUT] out of an index.
    /// A mail stays as long as another place has it.
    public static Forgotten forget(Path folder, List<Path> sources, Duration patience)
            throws IOException, IndexProblem {
        IndexFolder.checkHoldsIndex(folder);
        try (MailWriter writer = new MailWriter(WritableIndex.open(folder, patience), event -> {})) {
            Ledger.Count before = writer.ledger().count();
            List<String> unknown = new ArrayList<>();
            for (Path source : sources) {
                String path = path(source);
                if (!writer.ledger().isKnown(path)
                        && !MailsAt.any(path, writer.index().settled())) {
                    unknown.add(path);
                }
                writer.forget(path);
            }
            writer.commit();
            Ledger.Count after = writer.ledger().count();
            return new Forgotten(
                    before.files() - after.files(),
                    before.unreadable() - after.unreadable(),
                    writer.forgotten(),
                    unknown);
        } catch (IndexWriteException e) {
            throw e.problem(folder);
        } catch (IOException e) {
            throw IndexFolder.unusable(folder, e);
        }
    }

    private static String path(Path source) {
        return ArchivePaths.isStandardInput(source)
                ? ArchivePaths.STANDARD_INPUT
                : FileNames.of(source.toAbsolutePath().normalize());
    }
}
