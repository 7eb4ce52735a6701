package patchidx.series;

import java.util.Arrays;

/// Gives each row a column of its own so that the sum of the costs is lowest: the linear assignment problem, solved by
/// shortest paths with potentials (R. Jonker, A. Volgenant, "A Shortest Augmenting Path Algorithm for Dense and Sparse
/// Linear Assignment Problems").
final class Assignment {
    private static final int NONE = -1;
    private static final long FAR = Long.MAX_VALUE / 4;

    private final int[][] costs;
    private final int size;
    private final long[] rowPotential;
    private final long[] columnPotential;
    private final int[] rowOfColumn;

    private Assignment(int[][] costs) {
        this.costs = costs;
        this.size = costs.length;
        this.rowPotential = new long[size];
        this.columnPotential = new long[size];
        this.rowOfColumn = new int[size];
        Arrays.fill(rowOfColumn, NONE);
    }

    /// The column of each row.
    ///
    /// @param costs a square: what it costs that a row gets a column
    static int[] cheapest(int[][] costs) {
        Assignment assignment = new Assignment(costs);
        for (int row = 0; row < assignment.size; row++) {
            assignment.place(row);
        }
        int[] columns = new int[assignment.size];
        for (int column = 0; column < assignment.size; column++) {
            columns[assignment.rowOfColumn[column]] = column;
        }
        return columns;
    }

    /// Finds the shortest path from a row to a column that nobody has, and moves all rows on it along.
    private void place(int newRow) {
        long[] distance = new long[size];
        int[] from = new int[size];
        boolean[] done = new boolean[size];
        Arrays.fill(distance, FAR);
        int row = newRow;
        int reached = NONE;
        long walked = 0;
        int column;
        do {
            column = NONE;
            for (int next = 0; next < size; next++) {
                if (!done[next]) {
                    long reduced = walked + costs[row][next] - rowPotential[row] - columnPotential[next];
                    if (reduced < distance[next]) {
                        distance[next] = reduced;
                        from[next] = reached;
                    }
                    column = column == NONE || distance[next] < distance[column] ? next : column;
                }
            }
            walked = distance[column];
            done[column] = true;
            reached = column;
            row = rowOfColumn[column];
        } while (row != NONE);
        rowPotential[newRow] += walked;
        for (int other = 0; other < size; other++) {
            if (done[other] && rowOfColumn[other] != NONE) {
                rowPotential[rowOfColumn[other]] += walked - distance[other];
                columnPotential[other] -= walked - distance[other];
            }
        }
        while (from[column] != NONE) {
            rowOfColumn[column] = rowOfColumn[from[column]];
            column = from[column];
        }
        rowOfColumn[column] = newRow;
    }
}
