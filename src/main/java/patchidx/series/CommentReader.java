package patchidx.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.patch.PatchMail;
import patchidx.series.PatchLines.Place;
import patchidx.series.ReplyText.Quote;
import patchidx.series.ReplyText.Quoted;
import patchidx.series.ReplyText.Words;

/// Finds what a reply says to which lines of a patch: each stretch of its own words belongs to the quote above it.
final class CommentReader {
    private static final Pattern GREETING =
            Pattern.compile("(?i)\\s*(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\\b.{0,40}");
    private static final Pattern CLOSING =
            Pattern.compile("(?i)\\s*(?:many thanks|thanks|thank you|thx|cheers|regards|(?:best|kind|warm)"
                    + " regards|best|br|bye)\\s*[,.!]*\\s*");
    private static final Pattern TRAILER = Pattern.compile("\\s*[A-Za-z-]+-[Bb][Yy]:.*|\\s*<[^\\s@]+@[^\\s@]+>\\s*");
    private static final Pattern GAP = Pattern.compile("\\W*|\\W*(?:snip|cut|skip|trim(?:med)?)\\W*.{0,20}");

    /// A name below the closing takes this many lines at most.
    private static final int LONGEST_NAME = 3;

    private final PatchMail reply;
    private final ReplyText text;
    /// Where all quoted lines are, in their order.
    private final List<@Nullable Place> places;

    private CommentReader(PatchMail reply, @Nullable PatchMail patch) {
        this.reply = reply;
        this.text = ReplyText.of(reply.mail().text());
        List<String> quoted = text.parts().stream()
                .flatMap(part -> part instanceof Quote(var lines) ? lines.stream() : List.<Quoted>of().stream())
                .map(Quoted::text)
                .toList();
        this.places = patch == null ? QuotedHunks.find(quoted) : new PatchLines(patch).find(quoted);
    }

    /// The comments of a reply, in order.
    ///
    /// @param patch what the reply is about; null if it is not at hand
    static List<Comment> read(PatchMail reply, @Nullable PatchMail patch) {
        return new CommentReader(reply, patch).read();
    }

    private List<Comment> read() {
        List<Comment> comments = new ArrayList<>();
        Quote quote = new Quote(List.of());
        int end = 0;
        for (int i = 0; i < text.parts().size(); i++) {
            switch (text.parts().get(i)) {
                case Quote next -> {
                    quote = next;
                    end += next.lines().size();
                }
                case Words(var lines) -> {
                    List<String> remark = remark(lines, i == text.parts().size() - 1);
                    if (!remark.isEmpty()) {
                        comments.add(comment(
                                quote.lines(),
                                places.subList(end - quote.lines().size(), end),
                                remark));
                    }
                    quote = new Quote(List.of());
                }
            }
        }
        return comments;
    }

    private Comment comment(List<Quoted> quote, List<@Nullable Place> where, List<String> remark) {
        Place place = last(quote, where);
        int first = 0;
        while (place.hunk() >= 0 && !isIn(place.hunk(), where.get(first))) {
            first++;
        }
        return new Comment(
                place.file(),
                place.line(),
                place.oldLine(),
                plain(quote.subList(first, quote.size())),
                remark,
                reply.mail().from(),
                reply.mail().date(),
                reply.id());
    }

    private static boolean isIn(int hunk, @Nullable Place place) {
        return place != null && place.hunk() == hunk;
    }

    /// Where the last quoted line is. Lines below it may be of an earlier reply, or say that something was cut out.
    private static Place last(List<Quoted> quote, List<@Nullable Place> where) {
        int last = quote.size() - 1;
        while (last >= 0 && where.get(last) == null) {
            last--;
        }
        if (last < 0) {
            return Place.NONE;
        }
        int depth = quote.get(last).depth();
        boolean isLast = quote.subList(last + 1, quote.size()).stream()
                .allMatch(
                        line -> line.depth() < depth || GAP.matcher(line.text()).matches());
        return isLast ? Objects.requireNonNull(where.get(last)) : Place.NONE;
    }

    /// Quoted lines without the marks that all of them have, and without blank lines around them.
    private static List<String> plain(List<Quoted> quote) {
        int least = quote.stream().mapToInt(Quoted::depth).min().orElse(0);
        return trimmed(quote.stream()
                .map(line -> "> ".repeat(line.depth() - least) + line.text())
                .toList());
    }

    private static List<String> trimmed(List<String> lines) {
        int first = 0;
        int end = lines.size();
        while (first < end && lines.get(first).isBlank()) {
            first++;
        }
        while (end > first && lines.get(end - 1).isBlank()) {
            end--;
        }
        return lines.subList(first, end);
    }

    /// The words without greeting, closing and trailers.
    private static List<String> remark(List<String> words, boolean isLast) {
        List<String> lines = trimmed(
                words.stream().filter(line -> !TRAILER.matcher(line).matches()).toList());
        if (!lines.isEmpty() && GREETING.matcher(lines.getFirst()).matches()) {
            lines = trimmed(lines.subList(1, lines.size()));
        }
        if (lines.stream().allMatch(line -> GAP.matcher(line).matches())) {
            return List.of();
        }
        for (int i = lines.size() - 1; isLast && i >= 0; i--) {
            if (CLOSING.matcher(lines.get(i)).matches()) {
                long below = lines.subList(i + 1, lines.size()).stream()
                        .filter(line -> !line.isBlank())
                        .count();
                return below <= LONGEST_NAME ? trimmed(lines.subList(0, i)) : lines;
            }
        }
        return lines;
    }
}
