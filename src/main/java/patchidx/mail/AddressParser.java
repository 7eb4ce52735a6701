package patchidx.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads address lists as people write them, which is more than RFC 5322, 3.4 allows: commas and dots in names without
/// quotes, names in comments, addresses without a closing bracket. Groups are given as their members.
public final class AddressParser {
    /// How Mailman's archives write addresses, against those who collect them.
    private static final Pattern HIDDEN = Pattern.compile("([^\\s@\"]++) at ((?:[^\\s@\".]++\\.)++[A-Za-z]{2,}+)");

    private final String text;
    private final List<Address> addresses = new ArrayList<>();

    /// Whether the piece at hand has something that is no blank.
    private boolean hasText;

    /// Whether the piece at hand has something that is in no name.
    private boolean hasAddress;

    private AddressParser(String text) {
        this.text = text;
    }

    /// All addresses of a header value, in order.
    public static List<Address> parse(String value) {
        return new AddressParser(value.substring(0, Math.min(MimeText.LONGEST_HEADER, value.length()))).parseAll();
    }

    private List<Address> parseAll() {
        StringBuilder piece = new StringBuilder();
        boolean quoted = false;
        boolean inAngle = false;
        int comment = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\\' && (quoted || comment > 0) && at + 1 < text.length()) {
                append(c, piece);
                append(text.charAt(++at), piece);
                continue;
            }
            if (quoted) {
                quoted = c != '"';
            } else if (comment > 0) {
                comment += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (c == '"' && !inAngle) {
                quoted = text.indexOf('"', at + 1) > 0;
            } else if (c == '(' && !inAngle) {
                comment = text.indexOf(')', at) > 0 ? 1 : 0;
            } else if (c == '<') {
                inAngle = text.indexOf('>', at) > 0;
            } else if (c == '>') {
                inAngle = false;
            } else if (c == ':' && !inAngle && piece.indexOf("@") < 0 && piece.indexOf("=?") < 0) {
                begin(piece); // what came was the name of a group
                continue;
            } else if ((c == ',' || c == ';') && !inAngle) {
                endPiece(piece, c == ',' && at + 1 < text.length());
                continue;
            }
            append(c, piece);
        }
        endPiece(piece, false);
        return addresses;
    }

    private void begin(StringBuilder piece) {
        piece.setLength(0);
        hasText = false;
        hasAddress = false;
    }

    private void append(char c, StringBuilder piece) {
        piece.append(c);
        hasText |= !Character.isWhitespace(c);
        hasAddress |= c == '@' || c == '<';
    }

    /// @param mayGoOn whether a comma ends the piece, which may be a comma inside a name
    private void endPiece(StringBuilder piece, boolean mayGoOn) {
        if (mayGoOn && hasText && !hasAddress) {
            piece.append(',');
            return;
        }
        String content = piece.toString().strip();
        begin(piece);
        if (!content.isEmpty()) {
            addresses.add(one(content));
        }
    }

    private static Address one(String piece) {
        int open = piece.lastIndexOf('<');
        if (open >= 0) {
            int close = piece.indexOf('>', open);
            String email = withoutRoute(piece.substring(open + 1, close < 0 ? piece.length() : close)
                    .strip());
            String name = clean(piece.substring(0, open));
            String behind = close < 0 ? "" : piece.substring(close + 1).strip();
            if (name.isEmpty() && behind.startsWith("(")) {
                name = clean(withoutParentheses(behind));
            }
            return address(name, email);
        }
        int comment = piece.indexOf('(');
        if (comment >= 0 && piece.endsWith(")")) {
            return address(
                    clean(withoutParentheses(piece.substring(comment))),
                    piece.substring(0, comment).strip());
        }
        if (HIDDEN.matcher(piece).matches()) {
            return address("", piece);
        }
        if (piece.indexOf('@') < 0) {
            return address(clean(piece), "");
        }
        return lastWordIsAddress(piece.endsWith(">") ? piece.substring(0, piece.length() - 1) : piece);
    }

    /// The address behind the way to it, `@a.example.org,@b.example.org:` (RFC 5322, 4.4).
    private static String withoutRoute(String email) {
        return email.startsWith("@") ? email.substring(email.indexOf(':') + 1).strip() : email;
    }

    /// `Ada Lovelace ada@example.org`, without brackets.
    private static Address lastWordIsAddress(String piece) {
        int blank = piece.lastIndexOf(' ');
        return blank > 0 && piece.indexOf('@') > blank
                ? address(clean(piece.substring(0, blank)), piece.substring(blank + 1))
                : address("", piece);
    }

    private static Address address(String name, String email) {
        Matcher hidden = HIDDEN.matcher(email);
        return new Address(orNull(name), orNull(hidden.matches() ? hidden.group(1) + "@" + hidden.group(2) : email));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static String withoutParentheses(String comment) {
        int close = comment.lastIndexOf(')');
        return comment.substring(1, close < 0 ? comment.length() : close);
    }

    /// The name without quotes, backslashes and encoded words.
    private static String clean(String name) {
        StringBuilder plain = new StringBuilder();
        String stripped = name.strip();
        for (int at = 0; at < stripped.length(); at++) {
            char c = stripped.charAt(at);
            if (c == '\\' && at + 1 < stripped.length()) {
                plain.append(stripped.charAt(++at));
            } else if (c != '"') {
                plain.append(c);
            }
        }
        String decoded = HeaderText.decode(plain.toString());
        boolean inQuotes = decoded.length() > 2 && decoded.startsWith("'") && decoded.endsWith("'");
        return inQuotes ? decoded.substring(1, decoded.length() - 1) : decoded;
    }
}
