package patchidx.render;

import java.io.IOException;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import patchidx.field.Entry;

/// Writes a line a mail: date, sender, and the subject in a tree that shows which mail it answers. The subject
/// of a reply that is the one above again is not said again.
final class TreeRenderer implements Renderer {
    private static final String GAP_NAME = "(missing)";

    /// The last branches are drawn; a tree may be deeper than the terminal is wide.
    private static final int MOST_BRANCHES = 16;

    private final Sink sink;
    /// At which depths another answer follows, on the way to the mail at hand.
    private final BitSet open = new BitSet();

    TreeRenderer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void mail(Item item) throws IOException {
        Entry entry = item.entry();
        Item.Branch branch = item.branch();
        String mark = item.isHitAmongOthers() ? " *" : "  ";
        String name = TerminalText.line(ListRenderer.name(entry.mail().from()));
        String left =
                ListRenderer.day(entry.mail().date()) + mark + ListRenderer.fit(name, ListRenderer.NAME_WIDTH) + "  ";
        String tree = branch == null ? "" : tree(branch);
        String subject = TerminalText.line(subject(entry, branch));
        String cut = ListRenderer.cut(subject, Math.max(1, sink.columns() - left.length() - tree.length()));
        boolean isTop = branch == null || branch.depth() == 0 || item.isHitAmongOthers();
        sink.text(left + sink.dim(tree) + (isTop ? sink.bold(cut) : cut) + "\n");
    }

    @Override
    public void gap(String id, Item.Branch branch) throws IOException {
        String left = ListRenderer.NO_DAY + "  " + ListRenderer.fit(GAP_NAME, ListRenderer.NAME_WIDTH) + "  ";
        String tree = tree(branch);
        int width = Math.max(1, sink.columns() - left.length() - tree.length());
        sink.text(sink.dim(left + tree + ListRenderer.cut(TerminalText.line(id), width)) + "\n");
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
        int first = Math.max(1, depth - MOST_BRANCHES + 1);
        tree.append(first > 1 ? "‥" : "");
        for (int above = first; above < depth; above++) {
            tree.append(open.get(above) ? "│ " : "  ");
        }
        return tree.append(branch.isLast() ? "└─" : "├─").append("> ").toString();
    }
}
