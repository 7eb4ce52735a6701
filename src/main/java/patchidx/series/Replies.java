package patchidx.series;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import patchidx.patch.PatchMail;
import patchidx.patch.Trailer;

/// What replies say to the patches of a series, in all its versions.
///
/// A trailer that was given to a patch of an earlier version counts for a later one if both are the same, as `git
/// patch-id` tells: then it is what the reviewer has read. Whether versions between them had another patch in its place
/// does not matter, and could not be known of versions that are not at hand.
///
/// @param versions oldest first
/// @param to the replies to each patch and cover letter, by its Message-ID
/// @param given the trailers that they give, by the same Message-ID
public record Replies(List<PatchSet> versions, Map<String, List<PatchMail>> to, Map<String, List<Review>> given) {
    /// Those to a series that nobody answered.
    public static final Replies NONE = new Replies(List.of(), Map.of(), Map.of());

    private static final Comparator<Review> BY_DATE =
            Comparator.comparing(Review::date, Comparator.nullsFirst(Comparator.naturalOrder()));

    public Replies {
        versions = List.copyOf(versions);
        to = Map.copyOf(to);
        given = Map.copyOf(given);
    }

    /// Reads what replies say.
    ///
    /// @param versions of the series, oldest first
    /// @param to the replies to each patch and cover letter, by its Message-ID
    /// @param toOtherPatches ids of the replies whose trailers are for a patch that another reply brought
    public static Replies of(List<PatchSet> versions, Map<String, List<PatchMail>> to, Set<String> toOtherPatches) {
        Map<String, List<Review>> given = new HashMap<>();
        to.forEach((id, replies) -> given.put(
                id,
                replies.stream()
                        .filter(reply -> !toOtherPatches.contains(reply.id()))
                        .flatMap(reply -> ReviewReader.read(reply, id).stream())
                        .toList()));
        return new Replies(versions, to, given);
    }

    /// What was said to a patch or cover letter.
    public PatchReviews about(PatchMail patch) {
        return new PatchReviews(patch, reviews(patch), comments(patch));
    }

    private List<Review> reviews(PatchMail patch) {
        List<Review> reviews = new ArrayList<>();
        for (int at = 0; at < versions.size(); at++) {
            PatchSet version = versions.get(at);
            if (version.has(patch.id())) {
                reviews.addAll(carried(patch, version, versions.subList(0, at)));
                reviews.addAll(given(patch, version));
            }
        }
        return reviews;
    }

    /// In the order of the thread, so that what answers a remark stands below it.
    private List<Comment> comments(PatchMail patch) {
        return MailThread.of(to.getOrDefault(patch.id(), List.of()), mail -> mail).mails().stream()
                .flatMap(reply -> CommentReader.read(reply, patch).stream())
                .toList();
    }

    /// What whoever applies a patch adds to its message: the trailers of people that it does not have yet, those that
    /// were given to earlier versions first. What was given twice is added once.
    public List<Review> toAdd(PatchMail patch) {
        List<Review> added = new ArrayList<>();
        for (Review review : reviews(patch)) {
            boolean isKnown = Stream.concat(
                            patch.trailers().stream(),
                            added.stream().filter(Review::fits).map(Review::trailer))
                    .anyMatch(review.trailer()::saysTheSameAs);
            if (review.isOfAPerson() && !isKnown) {
                added.removeIf(other -> other.trailer().saysTheSameAs(review.trailer())); // somebody else had said it
                added.add(review);
            }
        }
        return added;
    }

    /// What was given to the same patch in earlier versions, and not again in its own; oldest first.
    private List<Review> carried(PatchMail patch, PatchSet own, List<PatchSet> earlier) {
        List<Trailer> known =
                new ArrayList<>(given(patch, own).stream().map(Review::trailer).toList());
        List<Review> carried = new ArrayList<>();
        for (PatchSet version : earlier) {
            for (PatchMail other : version.patches().values()) {
                boolean isSame = other.patchId() != null && other.patchId().equals(patch.patchId());
                for (Review review : isSame ? given(other, version) : List.<Review>of()) {
                    if (known.stream().noneMatch(review.trailer()::saysTheSameAs)) {
                        known.add(review.trailer());
                        carried.add(review.carriedFrom(version.version()));
                    }
                }
            }
        }
        return carried;
    }

    /// What was given to a patch, or to the cover letter that it was sent with, oldest first.
    private List<Review> given(PatchMail patch, PatchSet from) {
        PatchMail cover = from.cover();
        Stream<String> ids = cover == null || cover.id().equals(patch.id())
                ? Stream.of(patch.id())
                : Stream.of(cover.id(), patch.id());
        return ids.flatMap(id -> given.getOrDefault(id, List.of()).stream())
                .sorted(BY_DATE)
                .toList();
    }
}
