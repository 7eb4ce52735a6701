package patchidx.source;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Tells what an MH folder keeps beside its mails, which have numbers for names: a mail that was removed stays for a
/// while behind a comma or a number sign.
final class MhNames {
    static final String REMOVED = "a mail that was removed from its MH folder";

    private static final Pattern NAME = Pattern.compile("[,#]\\d+");

    private MhNames() {}

    static boolean leaveOut(String name) {
        return NAME.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
    }

    static boolean isRemoved(Path file) {
        return leaveOut(String.valueOf(file.getFileName()));
    }
}
