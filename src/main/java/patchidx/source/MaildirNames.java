package patchidx.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What names say in a Maildir: files in `tmp` are still being delivered, and flags are part of a name.
public final class MaildirNames {
    static final String TMP = "a mail that is still being delivered to its Maildir";

    /// Folder and unique name. What mbsync adds to it, and behind a colon `2,` and a letter for each flag, change.
    private static final Pattern MAIL = Pattern.compile("(?s)(.*/)(?:cur|new)/([^/:]+?)(?:,U=\\d+)?(?::2,[^/]*)?");

    /// Folders of the archive that `cur` or `new` was met in.
    private final Set<String> maildirs = new HashSet<>();

    /// Whether a file of an archive is no mail of a Maildir, as far as the names met so far tell. Called for all files
    /// in their order.
    boolean leaveOut(String name) {
        int file = name.lastIndexOf('/');
        int folder = name.lastIndexOf('/', file - 1);
        if (file < 0) {
            return false;
        }
        String parent = name.substring(0, folder + 1);
        return switch (name.substring(folder + 1, file)) {
            case "cur", "new" -> {
                maildirs.add(parent);
                yield false;
            }
            case "tmp" -> maildirs.contains(parent);
            default -> false;
        };
    }

    /// What stays the same of the path of a mail in a Maildir when the mail is read or flagged; empty if it is none.
    ///
    /// Source: <https://cr.yp.to/proto/maildir.html>
    public static Optional<String> identity(String path) {
        Matcher mail = MAIL.matcher(path);
        return mail.matches() ? Optional.of(mail.group(1) + mail.group(2)) : Optional.empty();
    }

    /// Whether a folder on disk is the `tmp` of a Maildir.
    static boolean isTmp(Path folder) {
        return String.valueOf(folder.getFileName()).equals("tmp")
                && Files.isDirectory(folder.resolveSibling("cur"))
                && Files.isDirectory(folder.resolveSibling("new"));
    }
}
