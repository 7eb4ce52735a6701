package patchidx.series;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Gives each row a column of its own so that the sum of the costs is lowest: the linear assignment problem, solved as
/// R. Jonker and A. Volgenant do ("A Shortest Augmenting Path Algorithm for Dense and Sparse Linear Assignment
/// Problems", 1987), in their order, so that of several cheapest assignments it finds the one that git finds.
///
/// A column has a price, by which it is cheaper than it costs. Most rows get their columns by three quick rules; for
/// those that are left, others move along the shortest path.
final class Assignment {
    /// What a pair costs that must not be; no cost is higher.
    static final int NEVER = 1 << 16;

    private static final int NONE = -1;

    private final int[][] costs;
    private final int size;
    private final int[] prices;
    private final int[] columnOf;
    private final int[] rowOf;

    private Assignment(int[][] costs) {
        this.costs = costs;
        this.size = costs.length;
        this.prices = new int[size];
        this.columnOf = new int[size];
        this.rowOf = new int[size];
        Arrays.fill(columnOf, NONE);
        Arrays.fill(rowOf, NONE);
    }

    /// The column of each row.
    ///
    /// @param costs a square: what it costs that a row gets a column
    static int[] cheapest(int[][] costs) {
        if (costs.length < 2) {
            return new int[costs.length];
        }
        Assignment assignment = new Assignment(costs);
        List<Integer> left = assignment.reduceColumns();
        if (!left.isEmpty()) {
            left = assignment.reduceRows(assignment.reduceRows(left));
            left.forEach(assignment::augment);
        }
        return assignment.columnOf;
    }

    private int reduced(int row, int column) {
        return costs[row][column] - prices[column];
    }

    private void assign(int row, int column) {
        columnOf[row] = column;
        rowOf[column] = row;
    }

    /// Gives each column to the row where it costs least, unless that row has one. A row that was wanted just once may
    /// lower the price of its column.
    ///
    /// @return rows without a column
    private List<Integer> reduceColumns() {
        int[] wanted = new int[size];
        for (int column = size - 1; column >= 0; column--) {
            int row = 0;
            for (int other = 1; other < size; other++) {
                row = costs[other][column] < costs[row][column] ? other : row;
            }
            prices[column] = costs[row][column];
            if (wanted[row]++ == 0) {
                assign(row, column);
            }
        }
        List<Integer> left = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            if (wanted[row] == 0) {
                left.add(row);
            } else if (wanted[row] == 1) {
                prices[columnOf[row]] -= leastButFor(row, columnOf[row]);
            }
        }
        return left;
    }

    private int leastButFor(int row, int butFor) {
        int least = Integer.MAX_VALUE;
        for (int column = 0; column < size; column++) {
            least = column == butFor ? least : Math.min(least, reduced(row, column));
        }
        return least;
    }

    /// Gives each row its best column, which whoever had it loses; the price falls by what the second best costs more.
    ///
    /// @return rows without a column
    private List<Integer> reduceRows(List<Integer> rows) {
        Deque<Integer> pending = new ArrayDeque<>(rows);
        List<Integer> left = new ArrayList<>();
        while (!pending.isEmpty()) {
            int row = pending.pop();
            int best = 0;
            int second = NONE;
            int bestCost = reduced(row, 0);
            int secondCost = NEVER;
            for (int column = 1; column < size; column++) {
                int cost = reduced(row, column);
                if (cost < secondCost && bestCost < cost) {
                    second = column;
                    secondCost = cost;
                } else if (cost < secondCost) {
                    second = best;
                    secondCost = bestCost;
                    best = column;
                    bestCost = cost;
                }
            }
            boolean isBetter = second != NONE && bestCost < secondCost;
            int column = isBetter || second == NONE || rowOf[best] == NONE ? best : second;
            if (isBetter) {
                prices[best] -= secondCost - bestCost;
            }
            int loser = rowOf[column];
            assign(row, column);
            if (loser != NONE && isBetter) {
                pending.push(loser);
            } else if (loser != NONE) {
                left.add(loser);
            }
        }
        return left;
    }

    /// Gives a row a column, and moves others along the shortest path that begins at it and ends at a column that
    /// nobody has.
    private void augment(int newRow) {
        Path path = new Path(newRow);
        int column = path.end();
        path.lowerPrices();
        int row;
        do {
            row = path.from[column];
            int next = columnOf[row];
            assign(row, column);
            column = next;
        } while (row != newRow);
    }

    /// The search for a path. Columns stand in three groups: those whose rows were looked at, those that are as near,
    /// and all others.
    private final class Path {
        private final int[] distance = new int[size];
        private final int[] from = new int[size];
        private final int[] columns = new int[size];
        private int scanned;
        private int near;
        private int settled;
        private int nearest;

        Path(int row) {
            for (int column = 0; column < size; column++) {
                distance[column] = reduced(row, column);
                from[column] = row;
                columns[column] = column;
            }
        }

        int end() {
            int end = NONE;
            while (end == NONE) {
                if (scanned == near) {
                    settled = scanned;
                    end = findNear();
                } else {
                    end = scan(columns[scanned++]);
                }
            }
            return end;
        }

        /// Moves the nearest columns to the group of the near.
        ///
        /// @return one that nobody has, if there is any
        private int findNear() {
            nearest = distance[columns[near++]];
            for (int at = near; at < size; at++) {
                int column = columns[at];
                if (distance[column] <= nearest) {
                    if (distance[column] < nearest) {
                        near = scanned;
                        nearest = distance[column];
                    }
                    join(at);
                }
            }
            for (int at = scanned; at < near; at++) {
                if (rowOf[columns[at]] == NONE) {
                    return columns[at];
                }
            }
            return NONE;
        }

        private void join(int at) {
            int column = columns[at];
            columns[at] = columns[near];
            columns[near++] = column;
        }

        /// Goes on from the row that has a near column.
        ///
        /// @return a column as near that nobody has, if one was found
        private int scan(int reached) {
            int row = rowOf[reached];
            int walked = reduced(row, reached) - nearest;
            for (int at = near; at < size; at++) {
                int column = columns[at];
                int now = reduced(row, column) - walked;
                if (now < distance[column]) {
                    distance[column] = now;
                    from[column] = row;
                    if (now == nearest) {
                        if (rowOf[column] == NONE) {
                            return column;
                        }
                        join(at);
                    }
                }
            }
            return NONE;
        }

        private void lowerPrices() {
            for (int at = 0; at < settled; at++) {
                prices[columns[at]] += distance[columns[at]] - nearest;
            }
        }
    }
}
