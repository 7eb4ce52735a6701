package patchidx.cli;

import java.io.IOException;
import java.util.List;
import patchidx.render.Sink;

/// Prints rows with their cells below one another.
final class Columns {
    private Columns() {}

    static void print(Sink sink, List<String[]> rows) throws IOException {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            sink.text(line.toString().stripTrailing() + "\n");
        }
    }
}
