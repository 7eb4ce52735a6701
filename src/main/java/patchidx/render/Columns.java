package patchidx.render;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Lays out rows of cells for people.
public final class Columns {
    private Columns() {}

    /// Prints rows with their cells below one another; the last column is as long as it is.
    public static void print(Sink sink, List<List<String>> rows) throws IOException {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = length(row.get(i));
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths.get(i) - length(row.get(i)) + 2));
            }
            sink.text(line.toString().stripTrailing() + "\n");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
