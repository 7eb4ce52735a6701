package patchidx.series;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;

/// What somebody says in a reply to some lines of a patch, or to all of it.
///
/// @param file path of the file that the last quoted line is in; null if it is in none, or that cannot be told
/// @param line number of that line in the file with the patch; null if the patch removes it, or that cannot be told
/// @param oldLine number of that line in the file without the patch; null if the patch adds it, or that cannot be told
/// @param quote lines that are quoted above the remark: those of the hunk; empty if nothing is
/// @param remark lines that were written below the quote, without greetings and trailers
/// @param from who sent the reply
/// @param date when the reply was written; null if it does not say
/// @param reply Message-ID of the reply
public record Comment(
        @Nullable String file,
        @Nullable Integer line,
        @Nullable Integer oldLine,
        List<String> quote,
        List<String> remark,
        Address from,
        @Nullable Instant date,
        String reply) {

    public Comment {
        quote = List.copyOf(quote);
        remark = List.copyOf(remark);
    }
}
