package patchidx.series;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Address;
import patchidx.patch.PatchMail;

/// Finds the trailers that a reply gives to the mail it answers: in what its sender wrote, not in quotes, in pasted
/// diffs and logs, nor in the message of a new patch that the reply brings.
public final class ReviewReader {
    private static final Pattern TRAILER = Pattern.compile("\\s*([A-Za-z]+(?:-[A-Za-z]+){0,8}):(\\s*)(\\S.*)");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>(),;:\"]+@[^\\s<>(),;:\"]+");
    private static final Pattern NAME_ALONE =
            Pattern.compile("(?:\\p{Lu}[\\p{L}.'’-]*)(?: \\p{Lu}[\\p{L}.'’-]*){0,4}(?:\\s*<[^>]*>)?");
    private static final Pattern BRACKET = Pattern.compile("\\s*<.*");
    private static final Pattern AROUND_NAME = Pattern.compile("[<\"]|\\($");
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern COMMIT = Pattern.compile("(?i)(?:commit\\s+)?[0-9a-f]{6,64}\\b.*");
    private static final Pattern URL = Pattern.compile("<?https?://\\S+.*");
    private static final Pattern HUNK =
            Pattern.compile("\\s*@@ -\\d{1,9}(?:,(\\d{1,9}))? \\+\\d{1,9}(?:,(\\d{1,9}))? @@.*");
    private static final Pattern PASTED_COMMIT = Pattern.compile("commit [0-9a-f]{7,64}\\b.*");
    private static final Pattern NEW_PATCH =
            Pattern.compile("[-\\s]*(?:>8|8<|%<)[-\\s].*|From [0-9a-f]{40} .*|(?:From|Subject): .*");
    private static final Pattern DIFF = Pattern.compile("\\s{0,3}(?:diff -.*|Index: \\S.*|--- \\S+\\s*.*)");

    /// A longer line, or trailer of several, is data that somebody pasted.
    private static final int LONGEST = 1000;

    /// Trailers that name a commit.
    private static final Set<String> COMMITS = Set.of("fixes", "stable-dep-of", "depends-on", "fix");

    /// Trailers that name a page.
    private static final Set<String> PAGES = Set.of("link", "closes", "buglink", "bug", "lore", "bugzilla");

    /// Names with a hyphen that stand in front of an address and give nothing.
    private static final Set<String> HEADERS = Set.of(
            "message-id", "in-reply-to", "reply-to", "mail-followup-to", "list-id", "e-mail", "return-path", "x-from");

    private final PatchMail reply;
    private final String on;
    private final List<Review> reviews = new ArrayList<>();

    private ReviewReader(PatchMail reply, String on) {
        this.reply = reply;
        this.on = on;
    }

    /// What a mail gives to the one it answers; nothing if it is no reply.
    public static List<Review> read(PatchMail reply) {
        String answered = reply.mail().inReplyTo();
        if (answered == null && !reply.mail().references().isEmpty()) {
            answered = reply.mail().references().getLast();
        }
        return answered == null ? List.of() : read(reply, answered);
    }

    /// What a mail gives; nothing if it is no reply.
    ///
    /// @param on Message-ID of the patch or cover letter that is meant: a reply may answer another reply to it
    public static List<Review> read(PatchMail reply, String on) {
        return switch (reply.kind()) {
            case REPLY, OTHER ->
                new ReviewReader(reply, on).read(ReplyText.of(reply.mail().text()));
            // A new version that was sent as a reply: its trailers are its own.
            case PATCH, COVER, PULL -> List.of();
        };
    }

    private List<Review> read(ReplyText text) {
        for (ReplyText.Part part : text.parts()) {
            switch (part) {
                case ReplyText.Words(var lines) -> read(withoutPatches(lines));
                case ReplyText.Quote quote -> {} // somebody else's, given already
            }
        }
        return reviews;
    }

    private void read(List<String> lines) {
        boolean belowCommit = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            belowCommit |= PASTED_COMMIT.matcher(line).matches();
            Matcher trailer = TRAILER.matcher(line.length() <= LONGEST ? line : "");
            // What git log or git show prints is indented.
            if (!trailer.matches() || (belowCommit && line.startsWith("    "))) {
                continue;
            }
            StringBuilder value = new StringBuilder(trailer.group(3).strip());
            int next = i + 1;
            while (next < lines.size() && goesOn(value, lines.get(next))) {
                value.append(isOpenAddress(value) ? "" : " ")
                        .append(lines.get(next++).strip());
            }
            if (isGiven(trailer.group(1), value.toString(), !trailer.group(2).isEmpty())) {
                add(trailer.group(1), value.toString());
                i = next - 1;
            }
        }
    }

    private static boolean goesOn(StringBuilder value, String line) {
        if (line.isBlank()
                || value.length() + line.length() > LONGEST
                || TRAILER.matcher(line).matches()) {
            return false;
        }
        boolean hasAddress = ADDRESS.matcher(value).find();
        boolean openTitle = value.indexOf("(") > 0 && value.lastIndexOf(")") < value.lastIndexOf("(");
        boolean addressAlone = line.strip().startsWith("<") && line.strip().endsWith(">");
        return isOpenAddress(value)
                || (addressAlone && !hasAddress)
                || (openTitle && COMMIT.matcher(value).matches())
                || (Character.isWhitespace(line.charAt(0))
                        && !hasAddress
                        && NAME_ALONE.matcher(value).matches()
                        && ADDRESS.matcher(line).find());
    }

    private static boolean isOpenAddress(StringBuilder value) {
        return value.indexOf("<") >= 0 && value.indexOf(">") < 0;
    }

    /// Whether a line with this name is a trailer, and no prose with a colon.
    private static boolean isGiven(String name, String value, boolean blankFollows) {
        String key = name.toLowerCase(Locale.ROOT);
        if (key.endsWith("-by")) {
            return ADDRESS.matcher(value).find() || NAME_ALONE.matcher(value).matches();
        }
        if (COMMITS.contains(key)) {
            return COMMIT.matcher(value).matches();
        }
        if (PAGES.contains(key)) {
            return URL.matcher(value).matches();
        }
        boolean isName = key.equals("cc") || (key.indexOf('-') > 0 && !HEADERS.contains(key));
        return blankFollows
                && isName
                && Character.isUpperCase(name.charAt(0))
                && ADDRESS.matcher(value).find();
    }

    private void add(String name, String value) {
        Matcher address = ADDRESS.matcher(value);
        String key = name.toLowerCase(Locale.ROOT);
        boolean namesSomebody = !COMMITS.contains(key) && !PAGES.contains(key);
        Address by = namesSomebody ? person(value, address.find() ? address : null) : null;
        Address from = reply.mail().from();
        boolean fits = by == null || isSame(by, from) || isSame(by, reply.author());
        reviews.add(new Review(name, value, by, from, reply.mail().date(), reply.id(), on, fits, null));
    }

    private static Address person(String value, @Nullable Matcher address) {
        String name = address == null ? BRACKET.matcher(value).replaceAll("") : value.substring(0, address.start());
        String plain = BLANKS.matcher(AROUND_NAME.matcher(name).replaceAll(" ").strip())
                .replaceAll(" ");
        return new Address(plain.isEmpty() ? null : plain, address == null ? null : address.group());
    }

    private static boolean isSame(Address one, Address other) {
        String email = one.email();
        String otherEmail = other.email();
        boolean sameEmail =
                email != null && otherEmail != null && plainEmail(email).equals(plainEmail(otherEmail));
        String name = one.name();
        String otherName = other.name();
        return sameEmail
                || (name != null && otherName != null && plainName(name).equals(plainName(otherName)));
    }

    /// `ada+kernel@example.org` is `ada@example.org`.
    private static String plainEmail(String email) {
        return email.toLowerCase(Locale.ROOT).replaceFirst("\\+[^@]*@", "@");
    }

    /// The words of a name in an order of their own, without accents, and without what lists add: mailers write
    /// `Lovelace, Ada`, and a list `Ada Lovelace via example-devel`.
    private static List<String> plainName(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceFirst(" via .*", "")
                .replaceAll("\\(.*?\\)", " ");
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .sorted()
                .toList();
    }

    /// The lines without diffs, and without the message of a patch that is signed off and stands above one.
    private static List<String> withoutPatches(List<String> lines) {
        int diff = firstDiff(lines, 0);
        int start = diff;
        for (int i = 0; i < diff; i++) {
            boolean beginsPatch = NEW_PATCH.matcher(lines.get(i)).matches();
            if (diff < lines.size() && (beginsPatch || lines.get(i).startsWith("Signed-off-by:"))) {
                start = beginsPatch ? Math.min(start, i) : 0;
                if (start < diff) {
                    break;
                }
            }
        }
        List<String> kept = new ArrayList<>(lines.subList(0, start));
        int at = diff;
        while (at < lines.size()) {
            at = endOfDiff(lines, at);
            int next = firstDiff(lines, at);
            kept.addAll(lines.subList(at, next));
            at = next;
        }
        return kept;
    }

    private static int firstDiff(List<String> lines, int from) {
        int at = from;
        while (at < lines.size()
                && !HUNK.matcher(lines.get(at)).matches()
                && !DIFF.matcher(lines.get(at)).matches()) {
            at++;
        }
        return at;
    }

    /// The line behind the header of a file, or behind as many lines as the header of a hunk counts.
    private static int endOfDiff(List<String> lines, int start) {
        Matcher hunk = HUNK.matcher(lines.get(start));
        if (!hunk.matches()) {
            return start + 1;
        }
        int left = count(hunk.group(1));
        int right = count(hunk.group(2));
        int at = start + 1;
        while (at < lines.size() && (left > 0 || right > 0)) {
            char sign = lines.get(at).isEmpty() ? ' ' : lines.get(at).charAt(0);
            if (" \t+-\\".indexOf(sign) < 0) {
                break; // people cut what they paste
            }
            at++;
            left -= sign == '+' ? 0 : 1;
            right -= sign == '-' ? 0 : 1;
        }
        return at;
    }

    private static int count(@Nullable String count) {
        return count == null ? 1 : Integer.parseInt(count);
    }
}
