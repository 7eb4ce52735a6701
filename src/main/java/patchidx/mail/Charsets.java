package patchidx.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Turns bytes into text, also where the charset they name is wrong or does not exist.
final class Charsets {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    private static final Pattern AROUND_NAME = Pattern.compile("^[\"']+|[\"'*]+$");

    /// What names were found to stand for, also nothing: Java goes through all it has for a name that stands for none.
    private static final Map<String, Optional<Charset>> FOUND = new ConcurrentHashMap<>();

    private static final int MOST_FOUND = 1000;

    private Charsets() {}

    /// Text, the charset it was decoded with, and whether that is the one that was named.
    record Decoded(String text, Charset charset, boolean exact) {}

    /// The charset of that name; empty if there is none.
    static Optional<Charset> find(String name) {
        String plain = AROUND_NAME.matcher(name.strip()).replaceAll("").toLowerCase(Locale.ROOT);
        Optional<Charset> found = FOUND.get(plain);
        if (found == null) {
            boolean hasRoom = FOUND.size() < MOST_FOUND;
            found = hasRoom ? lookUp(plain) : Optional.ofNullable(Names.ALL.get(plain));
            if (hasRoom) {
                FOUND.put(plain, found);
            }
        }
        return found;
    }

    private static Optional<Charset> lookUp(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /// All names of all charsets. It takes longer to gather them than to look up a few.
    private static final class Names {
        static final Map<String, Charset> ALL = new HashMap<>();

        static {
            for (Charset charset : Charset.availableCharsets().values()) {
                charset.aliases().forEach(alias -> ALL.put(alias.toLowerCase(Locale.ROOT), charset));
                ALL.put(charset.name().toLowerCase(Locale.ROOT), charset);
            }
        }
    }

    /// The charset that a name most likely stands for, if it is none that exists: `eucgb2312_cn`, `x-utf8`.
    static Charset guess(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("gb")) {
            return find("GB18030").orElse(StandardCharsets.UTF_8);
        }
        if (lower.contains("big5")) {
            return find("Big5").orElse(StandardCharsets.UTF_8);
        }
        return lower.contains("8859") ? WINDOWS_1252 : StandardCharsets.UTF_8;
    }

    /// Decodes with the named charset; where that fails as UTF-8, and where that fails too, line by line.
    ///
    /// @param name as the mail gives it; null if it gives none
    static Decoded decode(byte[] bytes, @Nullable String name) {
        Charset named = name == null ? StandardCharsets.US_ASCII : find(name).orElseGet(() -> guess(name));
        boolean known = name == null || find(name).isPresent();
        if (isAscii(bytes) && isSupersetOfAscii(named) && (known || !hidesInAscii(name))) {
            return new Decoded(new String(bytes, StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8, true);
        }
        String exact = strictly(bytes, 0, bytes.length, named);
        if (exact != null) {
            return new Decoded(exact, named, known);
        }
        String utf8 = strictly(bytes, 0, bytes.length, StandardCharsets.UTF_8);
        if (utf8 != null) {
            return new Decoded(utf8, StandardCharsets.UTF_8, named.equals(StandardCharsets.US_ASCII));
        }
        Charset single = named.canEncode()
                        && named.newEncoder().maxBytesPerChar() == 1
                        && !named.equals(StandardCharsets.US_ASCII)
                ? named
                : WINDOWS_1252;
        return new Decoded(lineByLine(bytes, single), StandardCharsets.UTF_8, false);
    }

    /// Whether a charset that is not there writes other letters as ASCII bytes.
    private static boolean hidesInAscii(@Nullable String name) {
        String lower = String.valueOf(name).toLowerCase(Locale.ROOT);
        return lower.startsWith("iso-2022") || lower.startsWith("utf-7") || lower.startsWith("hz");
    }

    private static String lineByLine(byte[] bytes, Charset single) {
        StringBuilder text = new StringBuilder(bytes.length);
        int from = 0;
        while (from < bytes.length) {
            int to = from;
            while (to < bytes.length && bytes[to] != '\n') {
                to++;
            }
            to = Math.min(to + 1, bytes.length);
            String utf8 = strictly(bytes, from, to, StandardCharsets.UTF_8);
            text.append(utf8 != null ? utf8 : new String(bytes, from, to - from, single));
            from = to;
        }
        return text.toString();
    }

    private static @Nullable String strictly(byte[] bytes, int from, int to, Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isSupersetOfAscii(Charset charset) {
        String name = charset.name();
        return !name.startsWith("ISO-2022") && !name.startsWith("UTF-16") && !name.startsWith("UTF-32");
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
