package patchidx.series;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a Message-ID says of the run of a program that sent the mail: the mails of one run have all but a number in
/// common.
///
/// @param name what the mails of one run have in common
/// @param work name of the work that all its versions have in common; empty if the program gives none
record SendingRun(String name, Optional<String> work) {
    /// `20230125-hid-unregister-leds-v2-1-689cc62fc878@example.org`, by b4: the change-id, version, number.
    private static final Pattern B4 = Pattern.compile("(\\d{8}-.+)-(v\\d+)-\\d+-[0-9a-f]{8,}@.+");

    /// `20190924064143.9282-1-ada@example.org` and `1569318000-2611-1-git-send-email-ada@example.org`.
    private static final Pattern SEND_EMAIL = Pattern.compile("(\\d{9,14}[.-]\\d+)-\\d+-(.+)");

    /// `cover.1569318000.git.ada@example.org`, and a commit instead of `cover` for the patches.
    private static final Pattern FORMAT_PATCH = Pattern.compile("(?:cover|[0-9a-f]{40})\\.(\\d+\\.git\\..+)");

    /// The run that a Message-ID tells of; empty if it tells of none.
    static Optional<SendingRun> of(String id) {
        Matcher b4 = B4.matcher(id);
        if (b4.matches()) {
            String run = b4.group(1) + "-" + b4.group(2);
            return Optional.of(new SendingRun(run, Optional.of(b4.group(1))));
        }
        Matcher sendEmail = SEND_EMAIL.matcher(id);
        if (sendEmail.matches()) {
            return Optional.of(new SendingRun(sendEmail.group(1) + " " + sendEmail.group(2), Optional.empty()));
        }
        Matcher formatPatch = FORMAT_PATCH.matcher(id);
        return formatPatch.matches()
                ? Optional.of(new SendingRun(formatPatch.group(1), Optional.empty()))
                : Optional.empty();
    }
}
