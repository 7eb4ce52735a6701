package patchidx.query;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import patchidx.field.PatchField;

/// The ways in which people name one mail: its Message-ID, the URL of a page that shows it, its number in patchwork;
/// the first two also as a line of a mail, `Message-ID: <…>` or `Link: https://…`.
public final class MailReference {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");
    private static final Pattern LABEL = Pattern.compile("(?i)(?:mid|id|message-id|link):\\s*");
    private static final Pattern URL = Pattern.compile("https?://[^/]+/([^?#]*)(?:\\?([^#]*))?.*");
    private static final Pattern PATCHWORK_PATH = Pattern.compile("(?:.*/)?(?:patch|cover)/(\\d{1,18})(?:/.*)?");

    private MailReference() {}

    /// The query for the mail with that number in patchwork; empty if the text is no number.
    static Optional<Query> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(patchwork(text)) : Optional.empty();
    }

    /// The query for the mail; empty if the text cannot name a mail.
    public static Optional<Query> parse(String text) {
        String name = text.strip();
        Optional<Query> number = number(name);
        if (number.isPresent()) {
            return number;
        }
        Matcher label = LABEL.matcher(name);
        String unlabelled = label.lookingAt() ? name.substring(label.end()) : name;
        String id = unlabelled.replaceAll("^<|>$", "").strip();
        Matcher url = URL.matcher(id);
        if (url.matches()) {
            return inUrl(url.group(1), url.group(2) == null ? "" : url.group(2));
        }
        return id.isEmpty() || id.chars().anyMatch(Character::isWhitespace)
                ? Optional.empty()
                : Optional.of(new Query.Word(PatchField.ID, id));
    }

    /// lore.kernel.org/LIST/MESSAGE-ID/…, patchwork's patch/NUMBER/ or patch/MESSAGE-ID/, and marc.info/?i=MESSAGE-ID.
    private static Optional<Query> inUrl(String path, String parameters) {
        Matcher patchwork = PATCHWORK_PATH.matcher(path);
        if (patchwork.matches()) {
            return Optional.of(patchwork(patchwork.group(1)));
        }
        return Stream.concat(
                        Stream.of(path.split("/", -1)),
                        Stream.of(parameters.split("&", -1)).map(one -> one.substring(one.indexOf('=') + 1)))
                .map(MailReference::decode)
                .filter(plain -> plain.indexOf('@') > 0)
                .findFirst()
                .map(plain -> (Query) new Query.Word(PatchField.ID, plain));
    }

    private static Query patchwork(String number) {
        long value = Long.parseLong(number);
        return new Query.Range(PatchField.PATCHWORK, value, value, number);
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
