package patchidx.field;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import patchidx.patch.FileDiff;
import patchidx.patch.Hunk;
import patchidx.patch.PatchMail;

/// The identifiers of a mail: all words of its code, and those of its prose that no prose word looks like.
final class Symbols {
    private static final int LONGEST = 200;

    private Symbols() {}

    static Set<String> of(PatchMail mail) {
        Set<String> symbols = new HashSet<>();
        add(mail.subject().text(), false, symbols);
        addAll(mail.prose(), false, symbols);
        for (FileDiff file : mail.diff().files()) {
            for (Hunk hunk : file.hunks()) {
                add(hunk.function(), true, symbols);
                addAll(hunk.lines(), true, symbols);
            }
        }
        return symbols;
    }

    private static void addAll(List<String> lines, boolean isCode, Set<String> symbols) {
        for (String line : lines) {
            add(line, isCode, symbols);
        }
    }

    private static void add(String line, boolean isCode, Set<String> symbols) {
        int length = line.length();
        for (int at = 0; at < length; ) {
            int start = at;
            boolean odd = false;
            while (at < length && isPart(line.charAt(at))) {
                char c = line.charAt(at);
                odd |= c == '_' || isDigit(c) || (at > start && c >= 'A' && c <= 'Z');
                at++;
            }
            boolean called = at < length && line.charAt(at) == '(';
            if (at > start && at - start <= LONGEST && !isDigit(line.charAt(start)) && (isCode || odd || called)) {
                symbols.add(line.substring(start, at));
            }
            if (at == start) {
                at++;
            }
        }
    }

    private static boolean isPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || isDigit(c) || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
