package patchidx.series;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import patchidx.mail.Mail;
import patchidx.patch.PatchMail;

/// The mails of a thread as a tree, in the order that people read them: each above its answers, answers oldest first.
///
/// The tree is made as mail readers make it (RFC 5256, REFERENCES, without its grouping by subject): a mail stands
/// below the one that it answers. What References says of others counts for mails that say nothing themselves, and for
/// those that nobody has.
///
/// @param <M> what stands for a mail
/// @param places in reading order
public record MailThread<M>(List<Place<M>> places) {

    public MailThread {
        places = List.copyOf(places);
    }

    /// A mail in the tree, or a gap where one should be.
    ///
    /// @param <M> what stands for a mail
    /// @param number how many places stand before it in reading order
    /// @param id Message-ID
    /// @param mail null for a gap: others name the mail, and nobody has it
    /// @param parent the place that it stands below; null at the top
    /// @param depth how many stand above it
    /// @param isLast whether no other answer to the same mail follows
    public record Place<M>(
            int number,
            String id,
            @Nullable M mail,
            @Nullable Place<M> parent,
            int depth,
            boolean isLast) {

        /// Whether it is the same place of the same thread; what stands above may be too deep to be compared.
        boolean is(@Nullable Place<M> other) {
            return other != null && number == other.number;
        }
    }

    /// Makes the tree of mails that belong to one thread. There may be several at the top, where mailers lost what an
    /// answer answers.
    ///
    /// @param patch what a mail says
    public static <M> MailThread<M> of(List<M> mails, Function<M, PatchMail> patch) {
        return new Builder<>(patch).build(mails);
    }

    /// The mails, without gaps.
    public List<M> mails() {
        List<M> mails = new ArrayList<>();
        for (Place<M> place : places) {
            if (place.mail() != null) {
                mails.add(place.mail());
            }
        }
        return mails;
    }

    /// A mail while the tree grows.
    private static final class Node<M> {
        private final String id;
        private @Nullable M mail;
        private @Nullable Node<M> parent;
        private final List<Node<M>> replies = new ArrayList<>();
        /// When it was written; of a gap, when the first answer was.
        private @Nullable Instant date;

        Node(String id) {
            this.id = id;
        }

        /// Whether a node is this one or stands above it.
        boolean isBelow(Node<M> other) {
            for (Node<M> node = this; node != null; node = node.parent) {
                if (node == other) {
                    return true;
                }
            }
            return false;
        }
    }

    /// Makes a tree.
    private static final class Builder<M> {
        private static final Comparator<Instant> UNKNOWN_LAST = Comparator.nullsLast(Comparator.naturalOrder());

        private final Function<M, PatchMail> patch;
        private final Map<String, Node<M>> nodes = new HashMap<>();
        private final List<Node<M>> all = new ArrayList<>();

        Builder(Function<M, PatchMail> patch) {
            this.patch = patch;
        }

        MailThread<M> build(List<M> mails) {
            List<M> sorted = mails.stream()
                    .sorted(Comparator.comparing(
                                    (M mail) -> patch.apply(mail).mail().date(), UNKNOWN_LAST)
                            .thenComparing(mail -> patch.apply(mail).id()))
                    .toList();
            List<Node<M>> present = sorted.stream().map(this::add).toList();
            for (int i = 0; i < sorted.size(); i++) {
                String answered = answered(patch.apply(sorted.get(i)).mail());
                if (answered != null) {
                    link(node(answered), present.get(i));
                }
            }
            for (int i = 0; i < sorted.size(); i++) {
                followReferences(patch.apply(sorted.get(i)).mail(), present.get(i));
            }
            return new MailThread<>(places());
        }

        private Node<M> add(M mail) {
            PatchMail read = patch.apply(mail);
            Node<M> node = node(read.id());
            if (node.mail != null) {
                node = new Node<>(read.id()); // another mail with the same Message-ID
                all.add(node);
            }
            node.mail = mail;
            node.date = read.mail().date();
            return node;
        }

        private Node<M> node(String id) {
            return nodes.computeIfAbsent(id.toLowerCase(Locale.ROOT), key -> {
                Node<M> node = new Node<>(id);
                all.add(node);
                return node;
            });
        }

        /// Gateways add ids of their own to References, so In-Reply-To is believed first.
        private static @Nullable String answered(Mail mail) {
            if (mail.inReplyTo() != null) {
                return mail.inReplyTo();
            }
            return mail.references().isEmpty() ? null : mail.references().getLast();
        }

        private void followReferences(Mail mail, Node<M> last) {
            Node<M> above = null;
            for (String id : mail.references()) {
                Node<M> node = node(id);
                if (above != null) {
                    link(above, node);
                }
                above = node;
            }
            if (above != null) {
                link(above, last);
            }
        }

        /// Puts a node below another, unless it stands somewhere already or the other stands below it.
        private static <M> void link(Node<M> parent, Node<M> reply) {
            if (reply.parent == null && !parent.isBelow(reply)) {
                reply.parent = parent;
                parent.replies.add(reply);
            }
        }

        private List<Place<M>> places() {
            List<Node<M>> roots =
                    all.stream().filter(node -> node.parent == null).toList();
            List<Node<M>> answersLast = answersLast(roots);
            for (Node<M> node : answersLast.reversed()) {
                node.replies.removeIf(reply -> reply.mail == null && reply.replies.isEmpty());
                sort(node.replies);
                if (node.mail == null && !node.replies.isEmpty()) {
                    node.date = node.replies.getFirst().date;
                }
            }
            List<Node<M>> tops = new ArrayList<>(roots);
            tops.removeIf(root -> root.mail == null && root.replies.isEmpty());
            sort(tops);
            List<Place<M>> places = new ArrayList<>();
            Deque<Pending<M>> pending = new ArrayDeque<>();
            push(pending, tops, null);
            // No recursion: two robots can answer each other ten thousand times.
            while (!pending.isEmpty()) {
                Pending<M> next = pending.pop();
                Place<M> parent = next.parent();
                int depth = parent == null ? 0 : parent.depth() + 1;
                Node<M> node = next.node();
                Place<M> place = new Place<>(places.size(), node.id, node.mail, parent, depth, next.isLast());
                places.add(place);
                push(pending, node.replies, place);
            }
            return places;
        }

        /// A node whose place is not known yet.
        private record Pending<M>(Node<M> node, @Nullable Place<M> parent, boolean isLast) {}

        private static <M> void push(Deque<Pending<M>> pending, List<Node<M>> replies, @Nullable Place<M> parent) {
            for (int i = replies.size() - 1; i >= 0; i--) {
                pending.push(new Pending<>(replies.get(i), parent, i == replies.size() - 1));
            }
        }

        /// All nodes, each behind the one that it stands below.
        private static <M> List<Node<M>> answersLast(List<Node<M>> roots) {
            List<Node<M>> ordered = new ArrayList<>(roots);
            for (int i = 0; i < ordered.size(); i++) {
                ordered.addAll(ordered.get(i).replies);
            }
            return ordered;
        }

        private static <M> void sort(List<Node<M>> replies) {
            replies.sort(Comparator.comparing((Node<M> node) -> node.date, UNKNOWN_LAST)
                    .thenComparing(node -> node.id));
        }
    }
}
