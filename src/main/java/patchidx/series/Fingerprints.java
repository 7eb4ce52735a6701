package patchidx.series;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What series are recognised by, gathered from their mails.
///
/// @param title of the series, as it compares
/// @param titleWords its words
/// @param patchTitles of the patches, as they compare
/// @param works names of the work that a program put into the Message-IDs
/// @param predecessors what the series names as versions before it
/// @param above Message-IDs of mails that the series answers
/// @param branches numbers of the kernels that the prefix names: patches for `5.10` are no versions of those for `5.4`,
///     but `v5.10` and `5.10.y` are the same
record Fingerprints(
        Series series,
        String title,
        Set<String> titleWords,
        Set<String> ids,
        Set<String> patchTitles,
        Set<String> patchIds,
        Set<String> changeIds,
        Set<String> works,
        Set<String> files,
        List<Mention> mentions,
        Set<String> predecessors,
        Set<String> changelog,
        Set<String> above,
        Set<String> branches,
        boolean isRfc,
        boolean isResent) {
    private static final Pattern BRANCH =
            Pattern.compile("(?:v|linux-|(?:for-)?stable-)?(2\\.6\\.\\d+|\\d+\\.(?:\\d+|x))\\S*");

    static Fingerprints of(Series series) {
        List<MailSummary> mails = series.mails();
        Set<String> ids = mails.stream().map(MailSummary::id).collect(Collectors.toSet());
        mails.stream()
                .map(MailSummary::patchworkId)
                .filter(Objects::nonNull)
                .forEach(number -> ids.add(Long.toString(number)));
        Set<String> above = new HashSet<>();
        mails.forEach(mail -> above.addAll(mail.ancestors()));
        above.removeAll(ids);
        Set<String> files = new HashSet<>();
        mails.forEach(mail -> files.addAll(mail.files()));
        List<Mention> mentions =
                mails.stream().flatMap(mail -> mail.mentions().stream()).toList();
        return new Fingerprints(
                series,
                Likeness.normalised(series.title()),
                Likeness.words(series.title()),
                ids,
                series.patches().values().stream()
                        .map(patch -> Likeness.normalised(patch.title()))
                        .collect(Collectors.toSet()),
                series.patches().values().stream()
                        .map(MailSummary::patchId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                mails.stream()
                        .map(MailSummary::changeId)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet()),
                mails.stream()
                        .flatMap(mail -> SendingRun.of(mail.id()).flatMap(SendingRun::work).stream())
                        .collect(Collectors.toSet()),
                files,
                mentions,
                mentions.stream()
                        .filter(mention -> mention.isBefore(series.version()))
                        .map(Mention::target)
                        .collect(Collectors.toSet()),
                mails.stream().flatMap(mail -> mail.changelog().stream()).collect(Collectors.toSet()),
                above,
                series.first().tags().stream()
                        .map(BRANCH::matcher)
                        .filter(Matcher::matches)
                        .map(branch -> branch.group(1))
                        .collect(Collectors.toSet()),
                mails.stream().anyMatch(MailSummary::rfc),
                mails.stream().anyMatch(MailSummary::resent));
    }

    /// Marks that series of the same work may have.
    Set<String> lookups() {
        Set<String> lookups = new HashSet<>();
        for (MailSummary mail : series.mails()) {
            lookups.addAll(mail.marksOfWork());
        }
        mentions.forEach(mention -> lookups.add(MailSummary.named(mention.target())));
        above.forEach(id -> lookups.add(MailSummary.named(id)));
        for (String id : ids) {
            lookups.add(MailSummary.mentioning(id));
            lookups.add(MailSummary.under(id));
        }
        return lookups;
    }

    Optional<Mention> mentionOf(Fingerprints older) {
        for (Mention mention : mentions) {
            if (older.ids.contains(mention.target())) {
                return Optional.of(mention);
            }
        }
        return Optional.empty();
    }
}
