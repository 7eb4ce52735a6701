package patchidx.source;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Tells what an MH folder keeps beside its mails, which have numbers for names: a mail that was removed stays for a
/// while behind a comma or a number sign.
final class MhNames {
    private static final Pattern REMOVED = Pattern.compile("[,#]\\d+");

    private MhNames() {}

    static boolean leaveOut(String name) {
        return REMOVED.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
    }

    static boolean isRemoved(Path file) {
        return leaveOut(String.valueOf(file.getFileName()));
    }
}
