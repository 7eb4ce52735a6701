package patchidx.index;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import patchidx.index.IngestEvent.MailFate;
import patchidx.index.IngestEvent.What;
import patchidx.source.Location;

/// Copies that may be one mail: new ones, and those of mails that are in the index already.
final class Family {
    private final List<MailCopy> newcomers = new ArrayList<>();
    private final List<StoredMail> before = new ArrayList<>();
    private final List<StoredMail> after = new ArrayList<>();
    private final Set<MailCopy> known = new HashSet<>();

    private Family() {}

    /// Takes the families of an index one by one.
    interface Visitor {
        void family(Family family) throws IOException;
    }

    /// All families that the new copies belong to; no two share a mail. They are to be grouped ([#regroup]).
    ///
    /// @param now the index with everything that was written before
    static List<Family> of(List<MailCopy> newcomers, IndexSearcher now, Workers workers) throws IOException {
        Finder finder = new Finder(newcomers, now);
        finder.readAhead(workers);
        return finder.find();
    }

    /// Visits all families that have copies at stale places; no two share a mail. They are to be grouped ([#regroup]).
    ///
    /// @param now the index with everything that was written before
    static void without(StalePlaces stale, IndexSearcher now, Visitor visitor) throws IOException {
        new Finder(List.of(), now).findWithout(stale, visitor);
    }

    /// How large all copies are.
    long bytes() {
        return Stream.concat(newcomers.stream(), before.stream().flatMap(mail -> mail.copies().stream()))
                .mapToLong(copy -> copy.raw().bytes().length)
                .sum();
    }

    /// Mails in the index that are no longer as they should be.
    List<StoredMail> outdated() {
        return without(before, after);
    }

    /// Mails that have to be written.
    List<StoredMail> changed() {
        return without(after, before);
    }

    /// Mails that stand for others with their Message-ID, and may not have done so before.
    List<StoredMail> standIns() {
        return after.stream()
                .filter(mail -> mail.sharesId() && !mail.isBeside())
                .toList();
    }

    /// How many mails there are less than before.
    int forgotten() {
        return Math.max(0, before.size() - after.size());
    }

    /// What became of each new copy.
    List<MailFate> fates() {
        Set<MailCopy> added = added();
        Map<MailCopy.Content, StoredMail> mailOf = new HashMap<>();
        after.forEach(mail -> mail.copies().forEach(copy -> mailOf.putIfAbsent(copy.content(), mail)));
        List<MailFate> fates = new ArrayList<>();
        for (MailCopy newcomer : newcomers) {
            // The mail that it is, or else the first one that it is a part of.
            StoredMail mail = Objects.requireNonNull(mailOf.get(newcomer.content()));
            What what = known.contains(newcomer)
                    ? What.KNOWN
                    : !added.contains(newcomer) ? What.MERGED : mail.sharesId() ? What.BESIDE : What.ADDED;
            fates.add(new MailFate(newcomer.raw().location(), what, mail.first().id()));
        }
        return fates;
    }

    /// The new copies that make mails out of nothing: as many as there are more mails than before, and each stands for
    /// its mail.
    private Set<MailCopy> added() {
        Set<MailCopy.Content> first = new HashSet<>();
        after.forEach(mail -> first.add(mail.first().content()));
        before.forEach(mail -> mail.copies().forEach(copy -> first.remove(copy.content())));
        return newcomers.stream()
                .filter(newcomer -> first.remove(newcomer.content()))
                .limit(Math.max(0, after.size() - before.size()))
                .collect(Collectors.toSet());
    }

    private static List<StoredMail> without(List<StoredMail> mails, List<StoredMail> others) {
        Set<String> known = others.stream().map(StoredMail::fingerprint).collect(Collectors.toSet());
        return mails.stream()
                .filter(mail -> !known.contains(mail.fingerprint()))
                .toList();
    }

    /// Tells which of the copies are one mail.
    ///
    /// @param stale places that do not count any more
    void regroup(StalePlaces stale) {
        List<MailCopy> copies = new ArrayList<>();
        for (StoredMail mail : before) {
            copies.addAll(mail.copies());
        }
        Map<MailCopy.Content, Set<Location>> places = new HashMap<>();
        for (MailCopy copy : copies) {
            places.computeIfAbsent(copy.content(), any -> new HashSet<>()).addAll(copy.sources());
        }
        for (MailCopy newcomer : newcomers) {
            boolean isKnown = places.getOrDefault(newcomer.content(), Set.of()).containsAll(newcomer.sources());
            if (isKnown) {
                known.add(newcomer);
            }
        }
        // The copies of a mail may stand in several mails of the index; each mail gets copies of its own.
        List<MailCopy> all = new ArrayList<>();
        for (MailCopy copy : copies) {
            List<Location> left = copy.sources().stream()
                    .filter(place -> !stale.contain(copy, place))
                    .toList();
            if (!left.isEmpty()) {
                all.add(copy.at(left));
            }
        }
        newcomers.forEach(copy -> all.add(copy.at(copy.sources())));
        Map<String, List<List<MailCopy>>> byId = new LinkedHashMap<>();
        for (List<MailCopy> mail : Sightings.group(all)) {
            String id = FieldCodec.term(mail.getFirst().id());
            byId.computeIfAbsent(id, any -> new ArrayList<>()).add(mail);
        }
        byId.values().forEach(this::share);
    }

    /// Of several mails with one Message-ID, a patch or cover letter stands for the others if there is one, and the
    /// fullest of those.
    private void share(List<List<MailCopy>> mails) {
        String standIn = null;
        if (mails.size() > 1) {
            List<MailCopy> first = mails.stream()
                    .filter(mail -> mail.getFirst().summary().isPosted())
                    .findFirst()
                    .orElse(mails.getFirst());
            standIn = StoredMail.key(first.getFirst());
        }
        for (List<MailCopy> mail : mails) {
            after.add(new StoredMail(mail, standIn));
        }
    }

    /// Follows Message-IDs and content keys from the new copies into the index and back.
    private static final class Finder {
        private final List<MailCopy> newcomers;
        private final IndexSearcher now;
        private final Map<Term, List<MailCopy>> newcomersByTerm = new HashMap<>();
        private final Map<MailCopy, Family> familyOf = new LinkedHashMap<>();
        private final Set<Integer> documents = new HashSet<>();
        private final Map<Integer, StoredMail> readAhead = new HashMap<>();

        Finder(List<MailCopy> newcomers, IndexSearcher now) {
            this.newcomers = newcomers;
            this.now = now;
        }

        /// Reads the mails that the new copies may belong to, on all threads. What hangs together with these is read
        /// when it is met.
        void readAhead(Workers workers) throws IOException {
            Set<Integer> met = ConcurrentHashMap.newKeySet();
            InOrder<Map<Integer, StoredMail>> readers = new InOrder<>(workers, readAhead::putAll);
            for (MailCopy newcomer : newcomers) {
                // The mail that it belongs to is about as large.
                readers.start(newcomer.raw().bytes().length, () -> relatives(newcomer, met));
            }
            readers.finish();
        }

        /// Reads the mails that a new copy may belong to. Called on many threads at once.
        ///
        /// @param met documents that are read already
        private Map<Integer, StoredMail> relatives(MailCopy newcomer, Set<Integer> met) throws IOException {
            Map<Integer, StoredMail> relatives = new HashMap<>();
            for (Term term : termsOfRelatives(newcomer)) {
                for (int document : Documents.with(new TermQuery(term), now)) {
                    if (met.add(document)) {
                        StoredMail mail = read(document);
                        relatives.put(document, mail);
                    }
                }
            }
            return relatives;
        }

        List<Family> find() throws IOException {
            for (MailCopy newcomer : newcomers) {
                for (Term term : List.of(MailDocument.idTerm(newcomer), MailDocument.keyTerm(newcomer))) {
                    newcomersByTerm
                            .computeIfAbsent(term, any -> new ArrayList<>())
                            .add(newcomer);
                }
            }
            List<Family> families = new ArrayList<>();
            for (MailCopy newcomer : newcomers) {
                if (!familyOf.containsKey(newcomer)) {
                    Family family = new Family();
                    grow(family, termsOfRelatives(newcomer));
                    families.add(family);
                }
            }
            return families;
        }

        void findWithout(StalePlaces stale, Visitor visitor) throws IOException {
            for (int document : stale.documents(now)) {
                if (documents.contains(document)) {
                    continue;
                }
                StoredMail mail = read(document);
                if (mail.copies().stream().noneMatch(copy -> isStale(copy, stale))) {
                    continue;
                }
                documents.add(document);
                Family family = new Family();
                family.before.add(mail);
                grow(
                        family,
                        mail.copies().stream()
                                .flatMap(copy -> termsOfRelatives(copy).stream())
                                .toList());
                visitor.family(family);
            }
        }

        private static boolean isStale(MailCopy copy, StalePlaces stale) {
            return copy.sources().stream().anyMatch(place -> stale.contain(copy, place));
        }

        /// Adds whatever can be reached from the terms.
        private void grow(Family family, List<Term> seeds) throws IOException {
            Set<Term> asked = new HashSet<>();
            Deque<Term> toAsk = new ArrayDeque<>(seeds);
            while (!toAsk.isEmpty()) {
                Term term = toAsk.pop();
                if (!asked.add(term)) {
                    continue;
                }
                for (MailCopy newcomer : newcomersByTerm.getOrDefault(term, List.of())) {
                    if (familyOf.putIfAbsent(newcomer, family) == null) {
                        family.newcomers.add(newcomer);
                        toAsk.addAll(termsOfRelatives(newcomer));
                    }
                }
                for (StoredMail mail : mailsWith(term)) {
                    family.before.add(mail);
                    mail.copies().forEach(copy -> toAsk.addAll(termsOfRelatives(copy)));
                }
            }
        }

        /// The terms of all that may be one mail with the copy. Two mails with Message-IDs that merely begin alike are
        /// none, nor are two entries without: thousands would be one family.
        private static List<Term> termsOfRelatives(MailCopy copy) {
            return List.of(MailDocument.idTerm(copy), MailDocument.counterpartTerm(copy));
        }

        private List<StoredMail> mailsWith(Term term) throws IOException {
            List<StoredMail> mails = new ArrayList<>();
            for (int found : Documents.with(new TermQuery(term), now)) {
                if (documents.add(found)) {
                    StoredMail ahead = readAhead.remove(found);
                    mails.add(ahead == null ? read(found) : ahead);
                }
            }
            return mails;
        }

        private StoredMail read(int document) throws IOException {
            StoredMail mail = StoredMail.from(now.storedFields().document(document));
            mail.copies().forEach(MailCopy::letGo);
            return mail;
        }
    }
}
