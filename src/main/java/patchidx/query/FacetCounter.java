package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import patchidx.field.Column;
import patchidx.field.PatchField;
import patchidx.index.FieldCodec;
import patchidx.query.Search.Count;
import patchidx.query.Search.Counts;

/// Counts hits by the values of one field, or by pairs of values of two. Labels get numbers as they are met, and
/// numbers are counted.
final class FacetCounter extends SimpleCollector {
    private final List<Dimension> dimensions;
    private final Map<Long, Integer> counts = new HashMap<>();
    private long total;

    /// @param facets one or two
    FacetCounter(List<Facet> facets) {
        this.dimensions = facets.stream().map(Dimension::new).toList();
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        for (Dimension dimension : dimensions) {
            dimension.open(leaf.reader());
        }
    }

    @Override
    public void collect(int document) throws IOException {
        total++;
        Dimension first = dimensions.getFirst();
        int firstCount = first.read(document);
        if (dimensions.size() == 1) {
            for (int i = 0; i < firstCount; i++) {
                counts.merge((long) first.found[i], 1, Integer::sum);
            }
            return;
        }
        Dimension second = dimensions.getLast();
        int secondCount = second.read(document);
        for (int i = 0; i < firstCount; i++) {
            for (int j = 0; j < secondCount; j++) {
                counts.merge(((long) second.found[j] << Integer.SIZE) | first.found[i], 1, Integer::sum);
            }
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    /// Several count at once, each some of the mails, and have numbers of their own for the labels.
    record Manager(List<Facet> facets) implements CollectorManager<FacetCounter, Counts> {
        Manager {
            facets = List.copyOf(facets);
        }

        @Override
        public FacetCounter newCollector() {
            return new FacetCounter(facets);
        }

        @Override
        public Counts reduce(Collection<FacetCounter> counters) {
            long total = 0;
            Map<List<String>, Long> counts = new HashMap<>();
            for (FacetCounter counter : counters) {
                total += counter.total;
                counter.addTo(counts);
            }
            List<Count> rows = new ArrayList<>();
            counts.forEach((values, count) -> rows.add(new Count(values, count)));
            rows.sort(Comparator.comparingLong(Count::count)
                    .reversed()
                    .thenComparing(count -> String.join("\n", count.values())));
            return new Counts(total, rows);
        }
    }

    private void addTo(Map<List<String>, Long> all) {
        counts.forEach((numbers, count) -> {
            List<String> values = new ArrayList<>();
            values.add(dimensions.getFirst().labels.get((int) (long) numbers));
            if (dimensions.size() > 1) {
                values.add(dimensions.getLast().labels.get((int) (numbers >> Integer.SIZE)));
            }
            all.merge(values, (long) count, Long::sum);
        });
    }

    /// The labels of one facet, and which of them a mail has.
    private static final class Dimension {
        private final Facet facet;
        private final List<Source> sources;
        private final List<String> labels = new ArrayList<>();
        private final Map<String, Integer> numberOfLabel = new HashMap<>();
        private final Map<Long, Integer> numberOfValue = new HashMap<>();
        private int[] found = new int[8];

        Dimension(Facet facet) {
            this.facet = facet;
            PatchField field = facet.field();
            this.sources = field.column() instanceof Column.AnyOf anyOf
                    ? anyOf.fields().map(this::source).toList()
                    : List.of(source(field));
        }

        private Source source(PatchField field) {
            Column column = field.column();
            if (column.isNumber() || column.isTime()) {
                return new Numbers(field.label());
            }
            return column instanceof Column.Standings ? new Standings(field.label()) : new Texts(field.label());
        }

        void open(LeafReader leaf) throws IOException {
            for (Source source : sources) {
                source.open(leaf);
            }
        }

        /// Puts the numbers of the mail's labels into [#found], each once, and gives how many.
        int read(int document) throws IOException {
            int count = 0;
            for (Source source : sources) {
                for (int left = source.values(document); left > 0; left--) {
                    count = add(source.next(), count);
                }
            }
            return count;
        }

        /// Where values lie in a part of the index.
        private interface Source {
            void open(LeafReader leaf) throws IOException;

            /// Goes to a mail, and gives how many values it has.
            int values(int document) throws IOException;

            /// The number of the label of its next value.
            int next() throws IOException;
        }

        private final class Numbers implements Source {
            private final String name;
            private SortedNumericDocValues values = DocValues.emptySortedNumeric();

            Numbers(String name) {
                this.name = name;
            }

            @Override
            public void open(LeafReader leaf) throws IOException {
                values = DocValues.getSortedNumeric(leaf, name);
            }

            @Override
            public int values(int document) throws IOException {
                return values.advanceExact(document) ? values.docValueCount() : 0;
            }

            @Override
            public int next() throws IOException {
                return numberOf(values.nextValue());
            }
        }

        /// Labels of this kind are looked up once for each part of the index.
        private final class Texts implements Source {
            private static final int UNKNOWN = -1;

            private final String name;
            private SortedSetDocValues values = DocValues.emptySortedSet();
            private int[] numberOfOrd = new int[0];

            Texts(String name) {
                this.name = name;
            }

            @Override
            public void open(LeafReader leaf) throws IOException {
                values = DocValues.getSortedSet(leaf, name);
                numberOfOrd = new int[(int) values.getValueCount()];
                Arrays.fill(numberOfOrd, UNKNOWN);
            }

            @Override
            public int values(int document) throws IOException {
                return values.advanceExact(document) ? values.docValueCount() : 0;
            }

            @Override
            public int next() throws IOException {
                int ord = (int) values.nextOrd();
                if (numberOfOrd[ord] == UNKNOWN) {
                    numberOfOrd[ord] =
                            numberOf(facet.label(values.lookupOrd(ord).utf8ToString()));
                }
                return numberOfOrd[ord];
            }
        }

        private final class Standings implements Source {
            private final String name;
            private BinaryDocValues values = DocValues.emptyBinary();
            private Iterator<String> ofMail = Collections.emptyIterator();

            Standings(String name) {
                this.name = name;
            }

            @Override
            public void open(LeafReader leaf) throws IOException {
                values = DocValues.getBinary(leaf, name);
            }

            @Override
            public int values(int document) throws IOException {
                if (!values.advanceExact(document)) {
                    return 0;
                }
                String standings = values.binaryValue().utf8ToString();
                List<String> all = List.of(standings.strip().split(FieldCodec.SEPARATOR, -1));
                ofMail = all.iterator();
                return all.size();
            }

            @Override
            public int next() {
                return numberOf(facet.label(ofMail.next()));
            }
        }

        private int add(int number, int count) {
            for (int i = 0; i < count; i++) {
                if (found[i] == number) {
                    return count;
                }
            }
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count] = number;
            return count + 1;
        }

        private int numberOf(long value) {
            return numberOfValue.computeIfAbsent(value, any -> numberOf(facet.label(value)));
        }

        private int numberOf(String label) {
            Integer known = numberOfLabel.putIfAbsent(label, labels.size());
            if (known != null) {
                return known;
            }
            labels.add(label);
            return labels.size() - 1;
        }
    }
}
