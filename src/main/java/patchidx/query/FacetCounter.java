package patchidx.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import patchidx.field.Column;
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

    /// Counts on one thread: the labels are shared.
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
            return counters.iterator().next().result();
        }
    }

    /// What was counted, most first.
    Counts result() {
        List<Count> rows = new ArrayList<>();
        counts.forEach((numbers, count) -> {
            List<String> values = new ArrayList<>();
            values.add(dimensions.getFirst().labels.get((int) (long) numbers));
            if (dimensions.size() > 1) {
                values.add(dimensions.getLast().labels.get((int) (numbers >> Integer.SIZE)));
            }
            rows.add(new Count(values, count));
        });
        rows.sort(Comparator.comparingLong(Count::count)
                .reversed()
                .thenComparing(count -> String.join("\n", count.values())));
        return new Counts(total, rows);
    }

    /// The labels of one facet, and which of them a mail has.
    private static final class Dimension {
        private static final int UNKNOWN = -1;

        private final Facet facet;
        private final boolean isNumber;
        private final List<String> labels = new ArrayList<>();
        private final Map<String, Integer> numberOfLabel = new HashMap<>();
        private final Map<Long, Integer> numberOfValue = new HashMap<>();
        private int[] numberOfOrd = new int[0];
        private SortedSetDocValues texts = DocValues.emptySortedSet();
        private SortedNumericDocValues numbers = DocValues.emptySortedNumeric();
        private int[] found = new int[8];

        Dimension(Facet facet) {
            this.facet = facet;
            this.isNumber = facet.field().column() instanceof Column.Whole
                    || facet.field().column() instanceof Column.Time;
        }

        void open(LeafReader leaf) throws IOException {
            String name = facet.field().label();
            if (isNumber) {
                numbers = DocValues.getSortedNumeric(leaf, name);
            } else {
                texts = DocValues.getSortedSet(leaf, name);
                numberOfOrd = new int[(int) texts.getValueCount()];
                Arrays.fill(numberOfOrd, UNKNOWN);
            }
        }

        /// Puts the numbers of the mail's labels into [#found], each once, and gives how many.
        int read(int document) throws IOException {
            int count = 0;
            if (isNumber) {
                if (numbers.advanceExact(document)) {
                    for (int left = numbers.docValueCount(); left > 0; left--) {
                        count = add(numberOf(numbers.nextValue()), count);
                    }
                }
            } else if (texts.advanceExact(document)) {
                for (int left = texts.docValueCount(); left > 0; left--) {
                    count = add(numberOfOrd(texts.nextOrd()), count);
                }
            }
            return count;
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

        private int numberOfOrd(long ord) throws IOException {
            int known = numberOfOrd[(int) ord];
            if (known == UNKNOWN) {
                known = numberOf(facet.label(texts.lookupOrd(ord).utf8ToString()));
                numberOfOrd[(int) ord] = known;
            }
            return known;
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
