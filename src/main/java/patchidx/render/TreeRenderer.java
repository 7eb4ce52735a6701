package patchidx.render;

import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;

/// Writes a line a mail: date, sender, and the subject in a tree that shows which mail it answers. The subject
/// of a reply that is the one above again is not said again.
final class TreeRenderer implements Renderer {
    private static final String GAP_NAME = "(missing)";

    /// The last branches are drawn, fewer on a narrow terminal; a tree may be deeper than any is wide.
    private static final int MOST_BRANCHES = 16;

    /// What stands in front of a subject beside two characters a branch.
    private static final int AROUND_BRANCHES = 3;

    private final Sink sink;
    private final LineStart start;
    private final int mostBranches;
    /// At which depths another answer follows, on the way to the mail at hand.
    private final BitSet open = new BitSet();

    TreeRenderer(Sink sink) {
        this.sink = sink;
        this.start = LineStart.within(sink.columns());
        int room = sink.columns() - start.width() - LineStart.REST - AROUND_BRANCHES;
        this.mostBranches = Math.clamp(room / 2, 1, MOST_BRANCHES);
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        Item.Branch branch = item.branch();
        String left = start.of(
                entry.mail().date(),
                item.isHitAmongOthers() ? " *" : "  ",
                ListRenderer.name(entry.mail().from()));
        String tree = branch == null ? "" : tree(branch);
        String cut = cut(subject(entry, branch), tree);
        boolean isTop = branch == null || branch.depth() == 0 || item.isHitAmongOthers();
        sink.text(left + sink.dim(tree) + (isTop ? sink.bold(cut) : cut) + "\n");
    }

    @Override
    public void gap(String id, Item.Branch branch) throws IOException {
        String tree = tree(branch);
        sink.text(sink.dim(start.of(null, "  ", GAP_NAME) + tree + cut(id, tree)) + "\n");
    }

    private String cut(String text, String tree) {
        return LineStart.cut(TerminalText.line(text), Math.max(1, sink.columns() - start.width() - tree.length()));
    }

    private static String subject(Entry entry, Item.@Nullable Branch branch) {
        String title = entry.patch().subject().title();
        boolean isRepeated = branch != null
                && entry.patch().subject().reply()
                && !title.isEmpty()
                && title.equals(branch.titleAbove());
        return isRepeated ? "…" : entry.mail().subject();
    }

    private String tree(Item.Branch branch) {
        int depth = branch.depth();
        open.set(depth, !branch.isLast());
        if (depth == 0) {
            return "";
        }
        StringBuilder tree = new StringBuilder();
        int first = Math.max(1, depth - mostBranches + 1);
        tree.append(first > 1 ? "‥" : "");
        for (int above = first; above < depth; above++) {
            tree.append(open.get(above) ? "│ " : "  ");
        }
        return tree.append(branch.isLast() ? "└─" : "├─").append("> ").toString();
    }
}
