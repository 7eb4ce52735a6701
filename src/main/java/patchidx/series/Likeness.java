package patchidx.series;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How much two mails or series are alike, from 0 (nothing in common) to 1 (all).
final class Likeness {
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Likeness() {}

    /// What a mail is about: the words of its title and the files it changes.
    record Gist(Set<String> words, Set<String> files) {
        static Gist of(MailSummary mail) {
            return new Gist(Likeness.words(mail.title()), Set.copyOf(mail.files()));
        }
    }

    static double ofGists(Gist a, Gist b) {
        return (ofSets(a.words(), b.words()) + ofSets(a.files(), b.files())) / 2;
    }

    static double ofTitles(String a, String b) {
        return ofSets(words(a), words(b));
    }

    /// How many of all that are in either are in both.
    static double ofSets(Set<String> a, Set<String> b) {
        int both = common(a, b);
        int either = a.size() + b.size() - both;
        return either == 0 ? 0 : (double) both / either;
    }

    /// How many are in both.
    static int common(Set<String> a, Set<String> b) {
        if (a.size() > b.size()) {
            return common(b, a);
        }
        int common = 0;
        for (String one : a) {
            if (b.contains(one)) {
                common++;
            }
        }
        return common;
    }

    static Set<String> words(String title) {
        return BREAK.splitAsStream(title.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    /// The two longest words of a title, without the subsystem in front: they tell best what it is about.
    static Stream<String> topics(String title) {
        return words(withoutSubsystem(title)).stream()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(2);
    }

    static String withoutSubsystem(String title) {
        return title.substring(title.lastIndexOf(": ") + 1);
    }

    /// The title as it compares: case, signs and blanks do not count.
    static String normalised(String title) {
        return Stream.of(BREAK.split(title.toLowerCase(Locale.ROOT)))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
